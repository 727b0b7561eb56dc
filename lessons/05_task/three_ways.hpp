// three_ways -- the three answers await_suspend can give, as three kinds of task<void>. Only the last one is
// right.
//
// The exhibit of this lesson and nothing to build on: it shows what each answer costs of stack.
#pragma once

#include <coroutine>
#include <exception>
#include <utility>

namespace lesson05 {

enum class way {
    returns_void,  // resume() the child in there, and say: I am suspended
    returns_bool,  // resume() the child in there; if it is done already, say: go on, I am not suspended after
                   // all
    returns_handle,  // say: I am suspended, run this one next
};

template <way How>
class step {
  public:
    struct promise_type;
    using handle = std::coroutine_handle<promise_type>;

    struct at_the_end {
        bool await_ready() noexcept { return false; }
        auto await_suspend(handle self) noexcept {
            const std::coroutine_handle<> caller = self.promise().caller;
            if constexpr (How == way::returns_handle)
                return caller;
            else if (caller)
                caller.resume();  // the caller goes on inside this call: its stack is on top of ours
        }
        void await_resume() noexcept {}
    };

    struct promise_type {
        std::coroutine_handle<> caller;

        step get_return_object() noexcept { return step(handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        at_the_end final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };

    explicit step(handle frame) noexcept : frame_(frame) {}
    step(step&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    ~step() {
        if (frame_) frame_.destroy();
    }

    bool await_ready() const noexcept { return false; }
    auto await_suspend(std::coroutine_handle<> caller) {
        if constexpr (How == way::returns_void) {
            frame_.promise().caller = caller;
            frame_
                .resume();  // returns when the child suspends or ends, and all that the caller did meanwhile
        } else if constexpr (How == way::returns_bool) {
            frame_.resume();
            if (frame_.done()) return false;
            frame_.promise().caller = caller;
            return true;
        } else {
            frame_.promise().caller = caller;
            return std::coroutine_handle<>(frame_);
        }
    }
    void await_resume() const noexcept {}

    void run() && {
        frame_.promise().caller = std::noop_coroutine();
        frame_.resume();
    }

  private:
    handle frame_;
};

}  // namespace lesson05
