// dependency_result -- what is done with what a dependency returns: a value, a task, a generator of either kind.
//
// One class for each kind of result, whatever the number of dependencies that return it.
#pragma once

#include <http_min/app/dependency_call.hpp>
#include <optional>
#include <rt/core/async_generator.hpp>
#include <rt/core/generator.hpp>

namespace http_min::detail {

[[noreturn]] void resource_without_yield();
[[noreturn]] void resource_with_two_yields();

// A plain value: made in the pool, or at once.
template <class Result, class Value, bool InPlace>
class call_giving : public keeping_call<Value> {
  public:
    rt::task<> begin() final { return InPlace ? this->work_here() : this->work_in_pool(); }

  protected:
    virtual Result call() = 0;

  private:
    void work() final {
        if constexpr (std::is_void_v<Result>)
            call();
        else
            this->keep(call());
    }
};

template <class T, class Value, bool InPlace>
class call_giving<rt::task<T>, Value, InPlace> : public keeping_call<Value> {
  public:
    rt::task<> begin() final { return this->keep_when_done(call()); }

  protected:
    virtual rt::task<T> call() = 0;
};

// A resource, on the loop.
template <class T, class Value, bool InPlace>
class call_giving<rt::async_generator<T>, Value, InPlace> : public keeping_call<Value> {
  public:
    ~call_giving() override { this->kept_.drop(); }  // it may have been made of what the generator holds

    rt::task<> begin() final {
        source_.emplace(call());
        auto* const yielded = co_await source_->next();
        if (yielded == nullptr) resource_without_yield();
        this->keep_yielded(*yielded);
    }
    rt::task<> leave(std::exception_ptr why) final {
        // Two statements: a conditional expression around an await is more than g++ 12 can do (pitfall G5).
        bool again = false;
        if (why)
            again = co_await source_->throw_in(std::move(why)) != nullptr;
        else
            again = co_await source_->next() != nullptr;
        if (again) resource_with_two_yields();
    }

  protected:
    virtual rt::async_generator<T> call() = 0;

  private:
    std::optional<rt::async_generator<T>> source_;
};

// A resource, each of its steps in the pool.
template <class T, class Value, bool InPlace>
class call_giving<rt::generator<T>, Value, InPlace> : public keeping_call<Value> {
  public:
    ~call_giving() override { this->kept_.drop(); }

    rt::task<> begin() final {
        source_.emplace(call());
        return this->work_in_pool();
    }
    rt::task<> leave(std::exception_ptr why) final { return this->work_at_end_in_pool(std::move(why)); }

  protected:
    virtual rt::generator<T> call() = 0;

  private:
    void work() final {
        position_.emplace(source_->begin());
        if (*position_ == source_->end()) resource_without_yield();
        auto&& yielded = **position_;
        this->keep_yielded(yielded);
    }
    void work_at_end(std::exception_ptr why) final {
        bool again = false;
        if (why)
            again = source_->throw_in(std::move(why));
        else
            again = ++*position_ != source_->end();
        if (again) resource_with_two_yields();
    }

    std::optional<rt::generator<T>> source_;
    std::optional<typename rt::generator<T>::iterator> position_;
};

}  // namespace http_min::detail
