// Two who wake the same one.
#include <rt/core/ready.hpp>
#include <rt/io/run.hpp>

class hint : rt::waiter {
  public:
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<> caller) {
        suspend(caller);
        rt::make_ready(*this);
        rt::make_ready(*this);
    }
    void await_resume() {}
};

rt::task<> breakfast() { co_await hint(); }

int main() { rt::run(breakfast(), {.driver = "simulated"}); }
