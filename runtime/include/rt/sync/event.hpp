// event -- something that happens once, and tasks that wait for it.
//
// Lifetime:  outlives those who wait.
// Invariant: nobody waits when it is set.
// Threads:   one loop's own.
#pragma once

#include <rt/core/ready.hpp>

namespace rt {

class event {
  public:
    bool is_set() const noexcept { return set_; }

    // Wakes everybody who waits, in the order in which they came; they run after the caller. Again: nothing.
    void set() noexcept {
        set_ = true;
        while (!waiting_.empty()) make_ready(waiting_.pop());
    }

    class [[nodiscard("co_await it")]] awaiter : waiter {
      public:
        explicit awaiter(event& e) noexcept : event_(e) {}
        bool await_ready() const noexcept { return event_.set_; }
        void await_suspend(std::coroutine_handle<> caller) noexcept {
            suspend(caller);
            event_.waiting_.push(*this);
        }
        void await_resume() const noexcept {}

      private:
        event& event_;
    };

    // Suspends until it is set; does not suspend when it is.
    awaiter wait() noexcept { return awaiter(*this); }

  private:
    waiter_queue waiting_;
    bool set_ = false;
};

}  // namespace rt
