#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>
#include <utility>

rt::task<int> boil_egg() { co_return 1; }

rt::detached breakfast() {
    rt::task<int> egg = boil_egg();
    co_await std::move(egg);
    co_await std::move(egg);
}

int main() { breakfast().start(); }
