// event -- something that happens once, and tasks that wait for it.
//
// Errors:    wait() throws rt::cancelled when its scope is cancelled.
// Lifetime:  outlives those who wait.
// Invariant: nobody waits when it is set.
// Threads:   one loop's own.
#pragma once

#include <rt/sync/wait_queue.hpp>

namespace rt {

class event {
  public:
    bool is_set() const noexcept { return set_; }

    // Wakes everybody who waits, in the order in which they came; they run after the caller. Again: nothing.
    void set() noexcept {
        set_ = true;
        while (!waiting_.empty()) make_ready(waiting_.pop());
    }

    class [[nodiscard("co_await it")]] awaiter : public queued_wait {
      public:
        explicit awaiter(event& e) noexcept : event_(e) {}
        bool await_ready() noexcept { return refuse_if_cancelled() || event_.set_; }
        void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
            suspend(caller, at);
            event_.waiting_.push(*this);
        }
        void await_resume() const { throw_if_cancelled(); }

      private:
        const char* waits_for() const noexcept override { return "event"; }
        event& event_;
    };

    // Suspends until it is set; does not suspend when it is.
    awaiter wait() noexcept { return awaiter(*this); }

  private:
    wait_queue waiting_;
    bool set_ = false;
};

}  // namespace rt
