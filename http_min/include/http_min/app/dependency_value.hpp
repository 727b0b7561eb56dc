// dependency_value -- how one dependency is called for one request, and its value kept.
//
// Lifetime:  parameters live here beside the value: a dependency may take them by const reference and give a view of them.
// Threads:   made and destroyed on the loop; a plain function, and each step of a plain generator, runs in the pool.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/dependency_traits.hpp>
#include <http_min/app/held_value.hpp>
#include <memory>
#include <optional>
#include <rt/loop/run_blocking.hpp>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace http_min::detail {

// A T, a reference, or nothing, that comes later.
template <class T>
class kept_value {
  public:
    template <class From>
    void* keep(From&& from) {
        return std::addressof(value_.emplace(std::forward<From>(from)));
    }

  private:
    std::optional<T> value_;
};
template <class T>
class kept_value<T&> {
  public:
    void* keep(T& from) { return const_cast<std::remove_const_t<T>*>(std::addressof(from)); }
};
template <>
class kept_value<void> {};

[[noreturn]] void resource_without_yield();
[[noreturn]] void resource_with_two_yields();

// `Value` is what those who depend on it have been promised; another that stands in for it in a test may return something
// that converts to it.
template <class Callable, class Value>
class dependency_value final : public held_value {
    using traits = dependency_traits<Callable>;
    using parameters = typename traits::template parameters<arguments>;
    using result = typename traits::signature::result;
    static constexpr dependency_kind kind = traits::kind;

  public:
    explicit dependency_value(const Callable& call) : call_(call) {}

    static rt::task<std::unique_ptr<held_value>> open(const void* callable, request_scope& scope) {
        auto self = std::make_unique<dependency_value>(*static_cast<const Callable*>(callable));
        bool right = true;
        if constexpr (parameters::has_dependencies) right = co_await self->given_.solve(scope);
        if (!self->given_.try_read(scope) || !right) co_return nullptr;
        if constexpr (kind == dependency_kind::in_place) {
            self->call_and_keep();
        } else if constexpr (kind == dependency_kind::plain) {
            co_await rt::run_blocking(&call_in_pool, self.get());
        } else if constexpr (kind == dependency_kind::task) {
            auto work = self->given_.call(self->call_);
            if constexpr (std::is_void_v<typename traits::type>)
                co_await std::move(work);
            else
                self->keep(co_await std::move(work));
        } else if constexpr (kind == dependency_kind::async_generator) {
            self->source_.emplace(self->given_.call(self->call_));
            auto* const yielded = co_await self->source_->next();
            if (yielded == nullptr) resource_without_yield();
            self->keep_yielded(*yielded);
        } else {
            self->source_.emplace(self->given_.call(self->call_));
            co_await rt::run_blocking(&open_in_pool, self.get());
        }
        co_return self;
    }

    rt::task<> leave(std::exception_ptr why) override {
        if constexpr (kind == dependency_kind::async_generator) {
            // Two statements: a conditional expression around an await is more than g++ 12 can do (pitfall G5).
            bool again = false;
            if (why)
                again = co_await source_->throw_in(std::move(why)) != nullptr;
            else
                again = co_await source_->next() != nullptr;
            if (again) resource_with_two_yields();
        } else if constexpr (kind == dependency_kind::generator) {
            co_await rt::run_blocking(&leave_in_pool, this, std::move(why));
        }
        co_return;
    }

  private:
    struct no_source {};
    template <class R>
    struct source_of {
        using type = no_source;
        using position = no_source;
    };
    template <class T>
    struct source_of<rt::async_generator<T>> {
        using type = std::optional<rt::async_generator<T>>;
        using position = no_source;
    };
    template <class T>
    struct source_of<rt::generator<T>> {
        using type = std::optional<rt::generator<T>>;
        using position = std::optional<typename rt::generator<T>::iterator>;
    };

    void call_and_keep() {
        if constexpr (std::is_void_v<result>)
            given_.call(call_);
        else
            keep(given_.call(call_));
    }
    static void call_in_pool(dependency_value* self) { self->call_and_keep(); }

    static void open_in_pool(dependency_value* self) {
        self->position_.emplace(self->source_->begin());
        if (*self->position_ == self->source_->end()) resource_without_yield();
        auto&& yielded = **self->position_;
        self->keep_yielded(yielded);
    }

    static void leave_in_pool(dependency_value* self, std::exception_ptr why) {
        bool again = false;
        if (why)
            again = self->source_->throw_in(std::move(why));
        else
            again = ++*self->position_ != self->source_->end();
        if (again) resource_with_two_yields();
    }

    template <class From>
    void keep(From&& from) {
        if constexpr (!std::is_void_v<Value>) value_ = kept_.keep(std::forward<From>(from));
    }

    // What is yielded stays in the generator's frame, unless it stands in for another type.
    template <class From>
    void keep_yielded(From& from) {
        has_exit_ = true;
        if constexpr (std::is_same_v<std::remove_const_t<From>, std::remove_cvref_t<Value>>)
            value_ = const_cast<std::remove_const_t<From>*>(std::addressof(from));
        else
            keep(from);
    }

    const Callable& call_;
    parameters given_;
    [[no_unique_address]] typename source_of<result>::type source_;
    [[no_unique_address]] typename source_of<result>::position position_;
    [[no_unique_address]] kept_value<Value> kept_;
};

}  // namespace http_min::detail
