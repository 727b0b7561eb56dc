// An awaiter that stands in the run queue and has not said whom to resume.
#include <rt/io/run.hpp>

class let_others : rt::waiter {
  public:
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) { rt::loop::current().enqueue(*this); }
    void await_resume() {}
};

rt::task<> breakfast() { co_await let_others(); }

int main() { rt::run(breakfast(), {.driver = "simulated"}); }
