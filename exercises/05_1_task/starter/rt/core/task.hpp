// task<T> -- a lazy coroutine: it starts when it is awaited and resumes its caller when it is done. Yours.
//
// Keep these true, whatever you write:
//   lazy       the body does not run before the task is awaited
//   one owner  the task owns its frame: moved, never copied; destroyed exactly once, awaited or not
//   result     one: a value, nothing or an exception; moved out, never copied; T, void and T&
//   flat       the stack does not grow: not by a million awaits in a row, not by a chain a million deep
//
// The runtime asks for these names and no others: rt::task<T = void>, promise_type, value_type, the move
// constructor and assignment, `explicit operator bool` (is there a frame?), `operator co_await() &&`.
//
// As it stands it compiles, runs no body, and says TODO(05_1_task) where the result should be.
#pragma once

#include <coroutine>
#include <exception>
#include <stdexcept>
#include <utility>

namespace rt {

template <class T = void>
class task;

namespace mine {

struct promise_base {
    // TODO(05_1_task): a lazy coroutine suspends here. Does this?
    std::suspend_always initial_suspend() noexcept { return {}; }

    // TODO(05_1_task): the frame must outlive the body, for the result is in it. And who goes on now?
    std::suspend_always final_suspend() noexcept { return {}; }

    // TODO(05_1_task): keep the exception for the caller.
    void unhandled_exception() noexcept {}
};

template <class T>
struct promise : promise_base {
    task<T> get_return_object() noexcept;

    // TODO(05_1_task): keep the value. A T may have no default constructor, and may be a reference.
    template <class U = T>
    void return_value(U&&) {}
};

template <>
struct promise<void> : promise_base {
    task<void> get_return_object() noexcept;
    void return_void() noexcept {}
};

}  // namespace mine

template <class T>
class [[nodiscard("a task does nothing until it is awaited")]] task {
  public:
    using promise_type = mine::promise<T>;
    using value_type = T;

    // TODO(05_1_task): who owns the frame after a move? And after an assignment, which may find a frame here?
    task(task && other) noexcept : frame_(other.frame_) {}
    task& operator=(task&& other) noexcept {
        frame_ = other.frame_;
        return *this;
    }
    ~task() {}  // TODO(05_1_task): the frame goes with its task

    // False once moved from.
    explicit operator bool() const noexcept { return frame_ != nullptr; }

    class awaiter {
      public:
        explicit awaiter(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

        // TODO(05_1_task): "ready" means there is nothing to run. Remove this line's claim first.
        bool await_ready() const noexcept { return true; }

        // TODO(05_1_task): `caller` is suspended. Remember it, and say which coroutine runs next.
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept { return caller; }

        // TODO(05_1_task): move the value out, or rethrow.
        T await_resume() {
            throw std::logic_error("TODO(05_1_task): the body never ran, there is no result");
        }

      private:
        std::coroutine_handle<promise_type> frame_;
    };

    awaiter operator co_await()&& noexcept { return awaiter(frame_); }

  private:
    friend promise_type;
    explicit task(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

// Here, and not in the promises, because here task<T> is complete.
template <class T>
task<T> mine::promise<T>::get_return_object() noexcept {
    return task<T>(std::coroutine_handle<promise>::from_promise(*this));
}
inline task<void> mine::promise<void>::get_return_object() noexcept {
    return task<void>(std::coroutine_handle<promise>::from_promise(*this));
}

}  // namespace rt
