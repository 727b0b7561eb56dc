// Nobody awaits a detached coroutine. What shall unhandled_exception() do with a failure? Nothing, says this
// one.
#include <stdexcept>

#include "museum/showcase.hpp"

struct fire_and_forget {
    struct promise_type {
        fire_and_forget get_return_object() { return {}; }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept {}
        void return_void() noexcept {}
    };
};

fire_and_forget cook(int& dishes) {
    if (dishes == 0) throw std::runtime_error("the kitchen burns");
    ++dishes;
    co_return;
}

int main() {
    int dishes = 0;
    cook(dishes);
    std::printf("the order is placed; dishes that will ever come: %d\n", dishes);
}
