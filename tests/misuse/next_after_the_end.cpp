#include <rt/core/async_generator.hpp>
#include <rt/core/detached.hpp>

rt::async_generator<int> eggs() { co_yield 1; }

rt::detached breakfast() {
    rt::async_generator<int> basket = eggs();
    for (int i = 0; i < 3; ++i) co_await basket.next();
}

int main() { breakfast().start(); }
