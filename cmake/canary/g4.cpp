// G4: && does not short-circuit before co_await
// The right side is awaited although the left one is false. (PR112360)
#include "task.hpp"

bool awaited = false;

task<bool> right() {
    awaited = true;
    co_return true;
}

task<int> program(bool left) {
    int rounds = 0;
    while (left && co_await right()) ++rounds;
    co_return rounds;
}

int main() {
    program(false).run();
    return awaited ? 1 : 0;
}
