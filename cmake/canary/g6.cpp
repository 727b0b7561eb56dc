// G6: a test macro awaits its argument more than once
// Macros keep a copy of the expression behind `false &&`, which G4 brings to life. Catch2's CHECK has two.
#include "task.hpp"

#define CHECK_LIKE(...)                          \
    do {                                         \
        passed = static_cast<bool>(__VA_ARGS__); \
    } while ((void)0, false && static_cast<bool>(!!(__VA_ARGS__)))

int calls = 0;

task<int> three() {
    ++calls;
    co_return 3;
}

task<int> program() {
    bool passed = false;
    CHECK_LIKE(co_await three() == 3);
    co_return passed ? 1 : 0;
}

int main() { return program().run() == 1 && calls == 1 ? 0 : 1; }
