// real_machine.hpp -- this computer: real threads, real waiting, real work.
//
// Threads: start and join belong to the thread that built it; the rest to any.
#pragma once
#include <atomic>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <thread>
#include <vector>

#include "machine.hpp"

namespace lesson01 {

class real_machine final : public machine {
  public:
    ~real_machine() override { join(); }

    ms now() const override { return std::chrono::duration_cast<ms>(clock::now() - begin_); }
    void wait(ms length) override { std::this_thread::sleep_for(length); }

    // Asks for CPU time of this thread, not for time on the wall: the kernel may take the core away meanwhile.
    void work(ms length) override {
        for (const auto end = cpu_time() + length; cpu_time() < end;) {
            // Asking for the time enters the kernel: count a little first. The fence keeps the compiler from skipping it.
            for (int i = 0; i < 10'000; ++i) std::atomic_signal_fence(std::memory_order_seq_cst);
        }
    }

    void start(std::function<void()> job) override { threads_.emplace_back(std::move(job)); }
    void join() override {
        for (auto& thread : threads_) thread.join();
        threads_.clear();
    }

    void idle_until(ms when) override {
        std::unique_lock lock(mutex_);
        wake_up_.wait_until(lock, begin_ + when, [this] { return woken_; });
        woken_ = false;
    }
    void wake() override {
        std::lock_guard lock(mutex_);
        woken_ = true;  // kept, so that a wake() just before idle_until() is not lost
        wake_up_.notify_one();
    }

  private:
    using clock = std::chrono::steady_clock;

    static std::chrono::nanoseconds cpu_time() {
        std::timespec t{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
        return std::chrono::seconds(t.tv_sec) + std::chrono::nanoseconds(t.tv_nsec);
    }

    const clock::time_point begin_ = clock::now();
    std::vector<std::thread> threads_;
    std::mutex mutex_;
    std::condition_variable wake_up_;
    bool woken_ = false;
};

}  // namespace lesson01
