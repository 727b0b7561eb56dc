// A frame is destroyed while the kernel works for it.
#include <rt/io/io_awaiter.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/yield.hpp>

#include "owned.hpp"

owned nap() { static_cast<void>(co_await rt::io_awaiter<rt::done>(rt::op_code::nop, -1)); }

rt::task<> breakfast() {
    { const owned cat = nap(); }
    co_await rt::yield();
}

int main() { rt::run(breakfast(), {.driver = "simulated"}); }
