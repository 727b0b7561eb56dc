#include <rt/core/generator.hpp>

rt::generator<int> eggs() { co_yield 1; }

int main() {
    rt::generator<int> basket = eggs();
    auto egg = basket.begin();
    ++egg;
    ++egg;
}
