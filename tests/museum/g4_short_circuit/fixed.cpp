// One question after the other, each in a statement of its own.
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

rt::task<bool> open_the_door() {
    std::printf("the door is opened\n");
    co_return true;
}

rt::detached evening(bool anybody_rings) {
    int guests = 0;
    while (anybody_rings) {
        const bool opened = co_await open_the_door();
        if (!opened) break;
        ++guests;
    }
    std::printf("guests: %d\n", guests);
}

int main() { evening(false).start(); }
