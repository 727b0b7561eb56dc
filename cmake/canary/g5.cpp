// G5: c ? co_await x : y destroys an object that was never made
// Only where the result is of class type. (PR102217)
#include "task.hpp"

task<counted> child() { co_return counted(); }

task<int> program(bool condition) {
    counted chosen = condition ? co_await child() : counted();
    co_return 0;
}

int main() {
    program(true).run();
    program(false).run();
    return counted::balanced() ? 0 : 1;
}
