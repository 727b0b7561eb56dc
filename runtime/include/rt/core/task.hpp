// task<T> -- a lazy coroutine: it starts when it is awaited and resumes its caller when it is done.
//
// Errors:    an exception that leaves the body is rethrown in the caller, at its co_await.
// Lifetime:  the task owns its frame. Awaited inside one expression, the frame dies at the end of that expression.
// Invariant: awaited at most once, as an rvalue. Caller and callee hand over by symmetric transfer, so a million
//            awaits in a row, or one inside the other, need no stack.
// Threads:   starts and resumes on the thread of whoever awaits it.
#pragma once

#include <coroutine>
#include <rt/core/contract.hpp>
#include <rt/core/frame_pool.hpp>
#include <rt/core/result.hpp>
#include <type_traits>
#include <utility>

namespace rt {

template <class T = void>
class task;

namespace detail {

// What the promises of every T share: how a task starts, ends, and finds its caller.
struct task_promise_base : pooled_frame {
    std::coroutine_handle<> caller;  // resumed at the end; set by the await, before the body runs

    std::suspend_always initial_suspend() noexcept { return {}; }

    struct resume_caller {
        bool await_ready() noexcept { return false; }
        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) noexcept {
            return self.promise().caller;  // a tail call: this frame is off the stack before the caller runs
        }
        void await_resume() noexcept {}
    };
    resume_caller final_suspend() noexcept { return {}; }
};

template <class T>
struct task_promise : task_promise_base {
    rt::result<T> result;

    task<T> get_return_object() noexcept;
    [[gnu::cold, gnu::noinline]] void unhandled_exception() noexcept {
        result.set_exception(std::current_exception());
    }

    // A T& refers to what outlives the body: `co_return 5` in a task<int&> does not compile.
    template <class U = T>
        requires(std::is_constructible_v<T, U> && (!std::is_lvalue_reference_v<T> || std::is_lvalue_reference_v<U>))
    void return_value(U&& value) {
        result.set_value(std::forward<U>(value));
    }
};

template <>
struct task_promise<void> : task_promise_base {
    rt::result<void> result;

    task<void> get_return_object() noexcept;
    [[gnu::cold, gnu::noinline]] void unhandled_exception() noexcept {
        result.set_exception(std::current_exception());
    }
    void return_void() { result.set_value(); }
};

// What co_await does with a task. The task itself is its awaiter, so that no second handle lies in the frame.
template <class T>
class task_awaiter {
  public:
    explicit task_awaiter(std::coroutine_handle<task_promise<T>> frame) noexcept : frame_(frame) {}
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
        frame_.promise().caller = caller;
        return frame_;
    }
    T await_resume() { return frame_.promise().result.take(); }

  protected:
    std::coroutine_handle<task_promise<T>> frame_;
};

}  // namespace detail

template <class T>
class [[nodiscard("a task does nothing until it is awaited: co_await it, or spawn it")]] task
    : detail::task_awaiter<T> {
    using awaiter = detail::task_awaiter<T>;
    using awaiter::frame_;

  public:
    using promise_type = detail::task_promise<T>;
    using value_type = T;

    task(task&& other) noexcept : awaiter(std::exchange(other.frame_, nullptr)) {}
    task& operator=(task&& other) noexcept {
        task(std::move(other)).swap(*this);
        return *this;
    }
    ~task() {
        if (frame_) frame_.destroy();  // never started, or at its end: an operation joins before its frame ends
    }

    void swap(task& other) noexcept { std::swap(frame_, other.frame_); }

    // True when there is a frame to await: false once moved from.
    explicit operator bool() const noexcept { return frame_ != nullptr; }

    // REQUIRES: not moved from, not awaited before.
    awaiter&& operator co_await() && noexcept {
        RT_EXPECTS(frame_, "this task is empty: it was moved from");
        RT_EXPECTS(!frame_.promise().caller, "this task was awaited before: a task runs once");
        return std::move(*this);
    }

  private:
    friend promise_type;
    explicit task(std::coroutine_handle<promise_type> frame) noexcept : awaiter(frame) {}
};

template <class T>
task<T> detail::task_promise<T>::get_return_object() noexcept {
    return task<T>(std::coroutine_handle<task_promise>::from_promise(*this));
}

inline task<void> detail::task_promise<void>::get_return_object() noexcept {
    return task<void>(std::coroutine_handle<task_promise>::from_promise(*this));
}

}  // namespace rt
