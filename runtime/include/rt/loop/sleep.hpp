// sleep_for(duration), sleep_until(time_point) -- suspend until the loop's clock says so; never earlier.
//
// Errors:    throws rt::cancelled when the loop shuts down.
// Lifetime:  the timer lives in the awaiting frame; nothing is allocated, no kernel timer is made.
// Threads:   the loop's own.
#pragma once

#include <rt/core/cancelled.hpp>
#include <rt/loop/loop.hpp>

namespace rt {

class [[nodiscard("co_await it")]] sleep_until : waiter, timer {
  public:
    explicit sleep_until(time_point deadline) noexcept : deadline_(deadline) {}

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) {
        suspend(caller);
        loop& home = loop::current();
        if (home.is_shutting_down())
            home.enqueue(*this);
        else
            home.add(*this, deadline_);
    }
    void await_resume() const {
        if (loop::current().is_shutting_down()) throw cancelled{};
    }

  private:
    void expired(waiter_queue& ready) noexcept override { ready.push(*this); }

    time_point deadline_;
};

inline sleep_until sleep_for(duration length) {
    return sleep_until(deadline_after(loop::current().clock_now(), length));
}

}  // namespace rt
