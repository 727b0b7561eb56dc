// The guest is a parameter: parameters are copied into the frame and live as long as it does.
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

#include "museum/showcase.hpp"

rt::detached evening() {
    const museum::witness ada("Ada");
    rt::task<> greeting = [](museum::witness guest) -> rt::task<> {
        std::printf("Good evening, %s\n", guest.name());
        co_return;
    }(ada);
    co_await std::move(greeting);
}

int main() { evening().start(); }
