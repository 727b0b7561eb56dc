// Wrong: the body runs when the coroutine is called. Whoever awaits later finds it at its end.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>
#include <variant>

namespace rt {

template <class T = void>
class task;

namespace mine {

struct promise_base {
    std::coroutine_handle<> caller;

    struct resume_caller {
        bool await_ready() noexcept { return false; }

        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) noexcept {
            if (!self.promise().caller) return std::noop_coroutine();
            return self.promise().caller;
        }
        void await_resume() noexcept {}
    };

    std::suspend_never initial_suspend() noexcept { return {}; }

    resume_caller final_suspend() noexcept { return {}; }
};

template <class T>
struct promise : promise_base {
    using stored = std::conditional_t<std::is_reference_v<T>, std::remove_reference_t<T>*, T>;
    std::variant<std::monostate, stored, std::exception_ptr> result;

    task<T> get_return_object() noexcept;

    template <class U = T>
    void return_value(U&& value) {
        if constexpr (std::is_reference_v<T>)
            result.template emplace<1>(std::addressof(value));
        else
            result.template emplace<1>(std::forward<U>(value));
    }
    void unhandled_exception() noexcept { result.template emplace<2>(std::current_exception()); }

    T take() {
        if (result.index() == 2) std::rethrow_exception(std::get<2>(result));
        if constexpr (std::is_reference_v<T>)
            return *std::get<1>(result);
        else
            return std::move(std::get<1>(result));
    }
};

template <>
struct promise<void> : promise_base {
    std::exception_ptr error;

    task<void> get_return_object() noexcept;
    void return_void() noexcept {}
    void unhandled_exception() noexcept { error = std::current_exception(); }
    void take() {
        if (error) std::rethrow_exception(error);
    }
};

}  // namespace mine

template <class T>
class [[nodiscard("a task does nothing until it is awaited")]] task {
  public:
    using promise_type = mine::promise<T>;
    using value_type = T;

    task(task && other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    task& operator=(task&& other) noexcept {
        task old(std::move(*this));
        frame_ = std::exchange(other.frame_, nullptr);
        return *this;
    }
    ~task() {
        if (frame_) frame_.destroy();
    }

    explicit operator bool() const noexcept { return frame_ != nullptr; }

    class awaiter {
      public:
        explicit awaiter(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
        bool await_ready() const noexcept { return frame_.done(); }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
            frame_.promise().caller = caller;
            return std::noop_coroutine();
        }
        T await_resume() { return frame_.promise().take(); }

      private:
        std::coroutine_handle<promise_type> frame_;
    };

    awaiter operator co_await()&& noexcept { return awaiter(frame_); }

  private:
    friend promise_type;
    explicit task(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

template <class T>
task<T> mine::promise<T>::get_return_object() noexcept {
    return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}
inline task<void> mine::promise<void>::get_return_object() noexcept {
    return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}

}  // namespace rt
