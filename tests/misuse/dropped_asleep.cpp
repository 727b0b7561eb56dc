// A frame is destroyed while its timer runs.
#include <rt/io/run.hpp>
#include <rt/loop/sleep.hpp>

#include "owned.hpp"

owned nap() { co_await rt::sleep_for(std::chrono::hours(1)); }

rt::task<> breakfast() {
    { const owned cat = nap(); }
    co_await rt::sleep_for(std::chrono::hours(2));
}

int main() { rt::run(breakfast(), {.driver = "simulated"}); }
