#include <rt/core/async_generator.hpp>
#include <rt/core/detached.hpp>

rt::async_generator<int> eggs() {
    co_await std::suspend_always();
    co_yield 1;
}

rt::detached breakfast(rt::async_generator<int>& basket) { co_await basket.next(); }

int main() {
    rt::async_generator<int> basket = eggs();
    breakfast(basket).start();
    breakfast(basket).start();
}
