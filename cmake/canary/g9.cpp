// G9: symmetric transfer grows the stack
// Each transfer must be a tail call; g++ makes it one below -O2 only when told to. (PR94794, PR100897)
#include "task.hpp"

task<int> child() { co_return 1; }

task<int> program() {
    int sum = 0;
    for (int i = 0; i < 1'000'000; ++i) sum += co_await child();
    co_return sum;
}

int main() { return program().run() == 1'000'000 ? 0 : 1; }
