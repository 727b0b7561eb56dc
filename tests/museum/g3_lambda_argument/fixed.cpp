// A function that captures nothing, and its arguments beside it: so does rt::run_blocking(f, args...).
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

struct dish {
    static inline int made = 0, destroyed = 0;
    dish() { ++made; }
    dish(const dish&) { ++made; }
    ~dish() { ++destroyed; }
};

template <class F, class... Args>
rt::task<> in_the_kitchen(F work, Args... args) {
    work(args...);
    co_return;
}

rt::detached evening() {
    dish soup;
    co_await in_the_kitchen([](const dish&) {}, soup);
}

int main() {
    evening().start();
    std::printf("dishes destroyed and never made: %d\n", dish::destroyed - dish::made);
}
