// if and else, each with its own object.
#include <cstdio>
#include <optional>
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
    std::optional<dish> on_the_table;
    if (hungry)
        on_the_table.emplace(co_await cook());
    else
        on_the_table.emplace();
}

int main() {
    evening(true).start();
    evening(false).start();
    std::printf("dishes destroyed and never made: %d\n", dish::destroyed - dish::made);
}
