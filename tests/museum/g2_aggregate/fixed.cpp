// What shall be given away has a name first, and is moved in.
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>
#include <utility>

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
    order given{.what = soup, .seat = 7};
    co_await serve(std::move(given));
}

int main() {
    evening().start();
    std::printf("dishes destroyed and never made: %d\n", dish::destroyed - dish::made);
}
