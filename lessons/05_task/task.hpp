// task<T> -- a coroutine that starts when it is awaited and resumes its caller at its end. This lesson's toy.
//
// Errors:    an exception that leaves the body is rethrown at the caller's co_await.
// Lifetime:  the task owns its frame and destroys it once.
// Invariant: awaited at most once, as an rvalue.
#pragma once

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace lesson05 {

// What every T shares: how a task starts, ends, and finds its caller.
struct promise_base {
    std::coroutine_handle<> caller;
    std::exception_ptr error;

    struct resume_caller {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) noexcept {
            return self.promise().caller;  // the second tail call: up, to whoever awaits
        }
        void await_resume() noexcept {}
    };
    std::suspend_always initial_suspend() noexcept { return {}; }  // lazy
    resume_caller final_suspend() noexcept { return {}; }          // the frame stays, for its result
    void unhandled_exception() noexcept { error = std::current_exception(); }
};

template <class T>
struct promise : promise_base {
    // A reference is kept as a pointer. Empty until the body returns.
    std::optional<std::conditional_t<std::is_reference_v<T>, std::remove_reference_t<T>*, T>> value;

    auto get_return_object() noexcept { return std::coroutine_handle<promise>::from_promise(*this); }
    template <class U = T>
    void return_value(U&& made) {
        if constexpr (std::is_reference_v<T>)
            value = std::addressof(made);
        else
            value.emplace(std::forward<U>(made));
    }
    T take() {
        if (error) std::rethrow_exception(error);
        if constexpr (std::is_reference_v<T>)
            return **value;
        else
            return std::move(*value);
    }
};

template <>
struct promise<void> : promise_base {
    auto get_return_object() noexcept { return std::coroutine_handle<promise>::from_promise(*this); }
    void return_void() noexcept {}
    void take() {
        if (error) std::rethrow_exception(error);
    }
};

template <class T = void>
class [[nodiscard("a task does nothing until it is awaited")]] task {
  public:
    using promise_type = promise<T>;
    using handle = std::coroutine_handle<promise_type>;
    task(handle frame) noexcept : frame_(frame) {}  // made of what get_return_object() returns
    task(task && other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    task& operator=(task other) noexcept { return std::swap(frame_, other.frame_), *this; }
    ~task() {
        if (frame_) frame_.destroy();
    }

    struct awaiter {
        explicit awaiter(handle callee) noexcept : frame(callee) {}
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
            frame.promise().caller = caller;
            return frame;  // the first tail call: down, into the body
        }
        T await_resume() { return frame.promise().take(); }
        handle frame;
    };
    awaiter operator co_await()&& noexcept { return awaiter(frame_); }
    // For the outermost task, which nobody can await. REQUIRES: what it awaits never really waits (exercise
    // 05.2).
    T run()&& {
        frame_.promise().caller = std::noop_coroutine();
        frame_.resume();
        return frame_.promise().take();
    }

  private:
    handle frame_;
};

}  // namespace lesson05
