// An event is set where no loop runs.
#include <rt/core/detached.hpp>
#include <rt/sync/event.hpp>

rt::detached breakfast(rt::event& ready) { co_await ready.wait(); }

int main() {
    rt::event ready;
    breakfast(ready).start();
    ready.set();
}
