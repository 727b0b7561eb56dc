// `c ? co_await x : y` of class type: g++ 12 destroys the object of the branch that was not taken.
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

struct dish {
    static inline int made = 0, destroyed = 0;
    dish() { ++made; }
    dish(const dish&) { ++made; }
    ~dish() { ++destroyed; }
};

rt::task<dish> cook() { co_return dish(); }

rt::detached evening(bool hungry) {
    const dish on_the_table = hungry ? co_await cook() : dish();  // lint: on purpose
}

int main() {
    evening(true).start();
    evening(false).start();
    std::printf("dishes destroyed and never made: %d\n", dish::destroyed - dish::made);
}
