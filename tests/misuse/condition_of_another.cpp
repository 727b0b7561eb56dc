#include <rt/core/detached.hpp>
#include <rt/sync/condition.hpp>

rt::detached breakfast(rt::mutex& kitchen, rt::condition& door_opened) {
    auto guard = co_await kitchen.lock();
    co_await door_opened.wait(guard);
}

int main() {
    rt::mutex kitchen, hall;
    rt::condition door_opened(hall);
    breakfast(kitchen, door_opened).start();
}
