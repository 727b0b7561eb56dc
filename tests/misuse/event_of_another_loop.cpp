#include <atomic>
#include <rt/io/runtime.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/sync/event.hpp>

rt::task<> say(std::atomic<bool>& flag) {
    flag = true;
    co_return;
}

int main() {
    rt::event shared;  // by two loops: one of them must break
    std::atomic<bool> waits = false;
    rt::runtime two(2);
    two.run([&](std::size_t i) -> rt::task<> {
        if (i == 0) {
            rt::spawn(say(waits));  // runs when this task has suspended
            co_await shared.wait();
        } else {
            while (!waits) co_await rt::yield();
            shared.set();
        }
    });
}
