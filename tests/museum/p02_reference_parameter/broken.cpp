// The frame stores the reference, not the guest; by the time the task runs, the guest has left.
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

#include "museum/showcase.hpp"

rt::task<> greet(const museum::witness& guest) {
    std::printf("Good evening, %s\n", guest.name());
    co_return;
}

rt::task<> expect_ada() {
    const museum::witness ada("Ada");
    return greet(ada);  // no coroutine itself: it leaves, and takes Ada along
}

rt::detached evening() { co_await expect_ada(); }

int main() { evening().start(); }
