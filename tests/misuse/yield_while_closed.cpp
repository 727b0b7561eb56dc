#include <rt/core/async_generator.hpp>
#include <rt/core/detached.hpp>

rt::async_generator<int> eggs() {
    for (;;) {
        int egg = 1;
        co_yield rt::lend(egg);
    }
}

rt::detached breakfast() {
    rt::async_generator<int> basket = eggs();
    co_await basket.next();
    co_await basket.close();
}

int main() { breakfast().start(); }
