// A capturing lambda as an argument of an awaited call: g++ 12 destroys what it captures twice.
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

struct dish {
    static inline int made = 0, destroyed = 0;
    dish() { ++made; }
    dish(const dish&) { ++made; }
    ~dish() { ++destroyed; }
};

template <class F>
rt::task<> in_the_kitchen(F work) {
    work();
    co_return;
}

rt::detached evening() {
    dish soup;
    co_await in_the_kitchen([soup] { static_cast<void>(soup); });  // lint: on purpose
}

int main() {
    evening().start();
    std::printf("dishes destroyed and never made: %d\n", dish::destroyed - dish::made);
}
