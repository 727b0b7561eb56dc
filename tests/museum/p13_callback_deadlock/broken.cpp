// A cancellation callback wants a lock; whoever holds the lock ends the callback's registration, and that
// waits for the callback.
//
// To be seen and not only waited for, the callback asks with try_lock() where a real one would block.
#include <cstdio>
#include <latch>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>

int main() {
    std::mutex table;
    std::stop_source stop;
    std::latch callback_runs(1), registration_ends(1);
    bool circle = false;

    const auto on_stop = [&] {
        callback_runs.count_down();
        registration_ends.wait();
        circle = !table.try_lock();
        if (!circle) table.unlock();
    };
    auto registration = std::make_unique<std::stop_callback<decltype(on_stop)>>(stop.get_token(), on_stop);

    std::thread canceller;
    {
        const std::lock_guard seated(table);
        canceller = std::thread([&] { stop.request_stop(); });
        callback_runs.wait();
        registration_ends.count_down();
        registration.reset();  // returns when the callback has returned
    }
    canceller.join();
    std::puts(circle ? "the table is held by who waits for the callback, which waits for the table"
                     : "the callback had the table for itself");
}
