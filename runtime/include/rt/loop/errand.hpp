// send_errand(loop, f) -- have a loop call f at its next turn, on its own thread.
//
// The door through which a thread reaches another thread's loop: from_thread and runtime::spawn_on() go through it.
//
// Errors:    an exception that leaves f ends the program.
// Lifetime:  f is moved into a frame of its own, which ends there when f has returned. REQUIRES: the loop turns until
//            then.
// Threads:   send from any. The frame is made here and freed there, so it does not come from the frame pool: that of
//            the receiver would only grow.
#pragma once

#include <coroutine>
#include <exception>
#include <rt/core/task_record.hpp>
#include <rt/loop/loop.hpp>
#include <utility>

namespace rt {

namespace detail {

class errand {
  public:
    struct promise_type {
        waiter at_the_door;

        errand get_return_object() noexcept {
            at_the_door.frame = std::coroutine_handle<promise_type>::from_promise(*this);
            return errand(at_the_door);
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };

    waiter& at_the_door;  // resume it once

  private:
    explicit errand(waiter& w) noexcept : at_the_door(w) {}
};

template <class F>
errand run_errand(F f) {
    f();
    co_return;
}

}  // namespace detail

template <class F>
void send_errand(loop& to, F f) {
    to.post(detail::run_errand(std::move(f)).at_the_door);
}

}  // namespace rt
