// By value: the frame has a guest of its own.
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

#include "museum/showcase.hpp"

rt::task<> greet(museum::witness guest) {
    std::printf("Good evening, %s\n", guest.name());
    co_return;
}

rt::task<> expect_ada() {
    const museum::witness ada("Ada");
    return greet(ada);
}

// A reference is right where the call and the await are one expression: the caller is suspended, with all it
// has.
rt::task<> greet_at_once(const museum::witness& guest) {
    std::printf("Good evening, %s\n", guest.name());
    co_return;
}

rt::detached evening() {
    co_await expect_ada();
    const museum::witness grace("Grace");
    co_await greet_at_once(grace);
}

int main() { evening().start(); }
