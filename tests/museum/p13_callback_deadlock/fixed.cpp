// The registration ends after the lock is given back: who waits for a callback holds nothing that it may
// want.
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
    bool had_the_table = false;

    const auto on_stop = [&] {
        callback_runs.count_down();
        registration_ends.wait();
        const std::lock_guard seated(table);
        had_the_table = true;
    };
    auto registration = std::make_unique<std::stop_callback<decltype(on_stop)>>(stop.get_token(), on_stop);

    std::thread canceller;
    {
        const std::lock_guard seated(table);
        canceller = std::thread([&] { stop.request_stop(); });
        callback_runs.wait();
    }
    registration_ends.count_down();
    registration.reset();  // returns when the callback has returned
    canceller.join();
    if (had_the_table) std::puts("the callback had the table for itself");
}
