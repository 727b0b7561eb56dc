// yield() -- go to the end of the run queue: everybody else who is ready runs first.
#pragma once

#include <rt/loop/loop.hpp>

namespace rt {

class [[nodiscard("co_await it")]] yield : waiter {
  public:
    yield() noexcept {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) noexcept {
        suspend(caller);
        loop::current().enqueue(*this);
    }
    void await_resume() const noexcept {}
};

}  // namespace rt
