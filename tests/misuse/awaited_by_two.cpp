// One object, awaited in two tasks.
#include <rt/core/when_all.hpp>
#include <rt/io/run.hpp>
#include <rt/sync/event.hpp>

rt::task<> wait(rt::event::awaiter& until) { co_await until; }

rt::task<> breakfast() {
    rt::event ready;
    rt::event::awaiter until = ready.wait();
    co_await rt::when_all(wait(until), wait(until));
}

int main() { rt::run(breakfast(), {.driver = "simulated"}); }
