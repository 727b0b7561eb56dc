// A test macro keeps a copy of its expression behind `false &&`, which is never to run. With g++ 12 it does
// (G4).
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

// In the shape of Catch2's CHECK.
#define CHECK_LIKE(...)                          \
    do {                                         \
        passed = static_cast<bool>(__VA_ARGS__); \
    } while ((void)0, false && static_cast<bool>(!!(__VA_ARGS__)))

rt::task<int> ring_the_bell(int& rings) { co_return ++rings; }

rt::detached test(int& rings) {
    bool passed = false;
    CHECK_LIKE(co_await ring_the_bell(rings) == 1);  // lint: on purpose
    std::printf("the test %s\n", passed ? "passes" : "fails");
}

int main() {
    int rings = 0;
    test(rings).start();
    std::printf("the bell was rung %d time(s)\n", rings);
}
