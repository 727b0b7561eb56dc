// gate -- a place where one coroutine waits until the test opens it: suspension without a loop or a clock.
//
// Lifetime:  outlives the coroutine that waits in it, or is never opened again.
// Threads:   open() resumes on its own thread.
#pragma once

#include <coroutine>
#include <utility>

class gate {
  public:
    class awaiter {
      public:
        explicit awaiter(gate& where) noexcept : gate_(where) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) noexcept { gate_.waiting_ = waiting; }
        void await_resume() const noexcept {}

      private:
        gate& gate_;
    };

    awaiter operator co_await() noexcept { return awaiter(*this); }

    bool has_waiter() const noexcept { return waiting_ != nullptr; }

    // REQUIRES: has_waiter(). Returns when what it resumed suspends again or ends.
    void open() { std::exchange(waiting_, nullptr).resume(); }

  private:
    std::coroutine_handle<> waiting_;
};
