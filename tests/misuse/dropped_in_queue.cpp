// A frame is destroyed while it stands in the run queue.
#include <rt/io/run.hpp>
#include <rt/loop/yield.hpp>

#include "owned.hpp"

owned nap() { co_await rt::yield(); }

rt::task<> breakfast() {
    { const owned cat = nap(); }
    co_await rt::yield();
}

int main() { rt::run(breakfast(), {.driver = "simulated"}); }
