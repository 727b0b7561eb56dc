// sleep_for(duration), sleep_until(time_point) -- suspend until the loop's clock says so; never earlier.
//
// Errors:    throws rt::cancelled when its scope is cancelled, also after the loop has been told to shut
//            down.
// Lifetime:  the timer lives in the awaiting frame; nothing is allocated, no kernel timer is made.
// Threads:   the loop's own.
#pragma once

#include <rt/core/cancel_scope.hpp>
#include <rt/core/ready.hpp>
#include <rt/loop/loop.hpp>

namespace rt {

class [[nodiscard("co_await it")]] sleep_until : waiter, timer {
  public:
    explicit sleep_until(time_point deadline) noexcept : deadline_(deadline) {}

    bool await_ready() noexcept { return cancelled_ = cancellation_pending(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        suspend(caller, at);
        loop::current().add(*this, deadline_);
    }
    void await_resume() const {
        if (cancelled_) throw cancelled{};
    }

  private:
    void expired(waiter_queue& ready) noexcept override { ready.push(*this); }
    void cut_short() noexcept override {
        if (!armed()) return;  // its time has come, and it waits to be resumed
        loop::current().remove(*this);
        cancelled_ = true;
        make_ready(*this);
    }
    const char* waits_for() const noexcept override { return "time to pass"; }

    time_point deadline_;
    bool cancelled_ = false;
};

inline sleep_until sleep_for(duration length) {
    return sleep_until(deadline_after(loop::current().clock_now(), length));
}

}  // namespace rt
