// `a && co_await b`: g++ 12 awaits b although a is false.
#include <cstdio>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

rt::task<bool> open_the_door() {
    std::printf("the door is opened\n");
    co_return true;
}

rt::detached evening(bool anybody_rings) {
    int guests = 0;
    while (anybody_rings && co_await open_the_door()) ++guests;  // lint: on purpose
    std::printf("guests: %d\n", guests);
}

int main() { evening(false).start(); }
