// task<T> -- a lazy coroutine: it starts when it is awaited and resumes its caller when it is done.
//
// Errors:    an exception that leaves the body is rethrown in the caller, at its co_await.
// Lifetime:  the task owns its frame and destroys it, once.
// Invariant: awaited at most once, as an rvalue. Both hand-overs are tail calls: the stack stays flat.
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

// What every T shares. No template parameter, so the compiler makes it once.
struct promise_base {
    // Who awaits this task. Set by the await, before the body runs; read at the end, after it.
    std::coroutine_handle<> caller;

    struct resume_caller {
        bool await_ready() noexcept { return false; }

        // Returning the handle makes the compiler jump there: this frame is off the stack before the caller
        // runs. caller.resume() would be a call, and the caller would run on top of us.
        template <class Promise>
        std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> self) noexcept {
            return self.promise().caller;
        }
        void await_resume() noexcept {}
    };

    std::suspend_always initial_suspend() noexcept { return {}; }  // lazy: nothing runs before the await

    // Suspended at its end, the frame and the result in it live until the task is destroyed.
    resume_caller final_suspend() noexcept { return {}; }
};

// The result is one of three: nothing yet, a value, an exception. A variant names the three, destroys what is
// there, and needs no default constructor of T.
template <class T>
struct promise : promise_base {
    // A variant holds no references: a T& is kept as a pointer.
    using stored = std::conditional_t<std::is_reference_v<T>, std::remove_reference_t<T>*, T>;
    std::variant<std::monostate, stored, std::exception_ptr> result;

    task<T> get_return_object() noexcept;

    // co_return x: x is moved in if it is a local or a temporary, for U&& keeps what it was.
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
            return std::move(std::get<1>(result));  // moved out: a copy may cost, or not exist
    }
};

// A promise has return_value or return_void, never both: hence the second promise.
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

    // A handle owns nothing and is copied like a pointer. So moving must take it away from the other task,
    // or two tasks destroy one frame.
    task(task && other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    task& operator=(task&& other) noexcept {
        task old(std::move(*this));  // destroyed at the end of this function, with the frame we had
        frame_ = std::exchange(other.frame_, nullptr);
        return *this;
    }
    ~task() {
        if (frame_) frame_.destroy();
    }

    // False once moved from.
    explicit operator bool() const noexcept { return frame_ != nullptr; }

    // A class with a constructor, not an aggregate: pitfall G2.
    class awaiter {
      public:
        explicit awaiter(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
            frame_.promise().caller = caller;  // before the body runs: it may end at once and need it
            return frame_;                     // "run this one next", again a jump
        }
        T await_resume() { return frame_.promise().take(); }

      private:
        std::coroutine_handle<promise_type> frame_;
    };

    // && : only a task that is given away can be awaited, so nobody awaits it twice by accident.
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
