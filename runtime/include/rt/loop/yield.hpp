// yield() -- go to the end of the run queue: everybody else who is ready runs first.
//
// Errors:    throws rt::cancelled when its scope is cancelled: a loop that computes and yields can be
//            stopped.
// Threads:   the loop's own.
#pragma once

#include <rt/core/cancel_scope.hpp>
#include <rt/loop/loop.hpp>

namespace rt {

class [[nodiscard("co_await it")]] yield : waiter {
  public:
    yield() noexcept = default;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        stand_by(caller, at);
        loop::current().enqueue(*this);
    }
    void await_resume() const {
        if (cancellation_pending()) throw cancelled{};
    }
};

}  // namespace rt
