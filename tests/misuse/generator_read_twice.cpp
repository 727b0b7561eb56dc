#include <rt/core/generator.hpp>

rt::generator<int> eggs() { co_yield 1; }

int main() {
    rt::generator<int> basket = eggs();
    for (const int egg : basket) (void)egg;
    for (const int egg : basket) (void)egg;
}
