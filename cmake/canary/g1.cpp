// G1: co_await in a condition skips the body
// The coroutine declares no local variable, and its frame is laid out wrong. (PR106188, PR106713)
#include "task.hpp"

bool body_ran = false;

task<bool> yes() { co_return true; }

task<int> program() {
    if (co_await yes()) body_ran = true;
    co_return 0;
}

int main() {
    program().run();
    return body_ran ? 0 : 1;
}
