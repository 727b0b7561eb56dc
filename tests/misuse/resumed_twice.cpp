// A doorbell that remembers who waits, and wakes him again and again.
#include <rt/core/detached.hpp>

class doorbell : rt::waiter {
  public:
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> caller) { suspend(caller); }
    void await_resume() {}
    void ring() { resume(); }
};

rt::detached breakfast(doorbell& bell) {
    co_await bell;
    co_await std::suspend_always();
}

int main() {
    doorbell bell;
    breakfast(bell).start();
    bell.ring();
    bell.ring();
}
