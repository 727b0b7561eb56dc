// An aggregate made in the middle of an awaited call: g++ 12 destroys its member twice.
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

struct dish {
    static inline int made = 0, destroyed = 0;
    dish() { ++made; }
    dish(const dish&) { ++made; }
    ~dish() { ++destroyed; }
};

struct order {
    dish what;
    int seat = 0;
};

rt::task<int> serve(order given) { co_return given.seat; }

rt::detached evening() {
    dish soup;
    co_await serve(order{.what = soup, .seat = 7});  // lint: on purpose
}

int main() {
    evening().start();
    std::printf("dishes destroyed and never made: %d\n", dish::destroyed - dish::made);
}
