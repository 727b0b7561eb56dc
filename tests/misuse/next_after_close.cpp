#include <rt/core/async_generator.hpp>
#include <rt/core/detached.hpp>

rt::async_generator<int> eggs() {
    for (;;) co_yield 1;
}

rt::detached breakfast() {
    rt::async_generator<int> basket = eggs();
    co_await basket.next();
    co_await basket.close();
    co_await basket.next();
}

int main() { breakfast().start(); }
