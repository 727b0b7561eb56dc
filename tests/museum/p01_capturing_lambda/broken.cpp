// The closure dies at its semicolon; the coroutine it made still looks for the guest there.
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

#include "museum/showcase.hpp"

rt::detached evening() {
    const museum::witness ada("Ada");
    rt::task<> greeting = [guest = ada]() -> rt::task<> {  // lint: on purpose
        std::printf("Good evening, %s\n", guest.name());
        co_return;
    }();
    co_await std::move(greeting);
}

int main() { evening().start(); }
