#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <rt/loop/thread_pool.hpp>

#include "support/catch.hpp"

namespace {

class calls final : public rt::thread_pool::job {
  public:
    explicit calls(std::function<void()> f) : f_(std::move(f)) {}
    void run() noexcept override { f_(); }

  private:
    std::function<void()> f_;
};

// Opens when `needed` threads stand in it at the same time.
class meeting {
  public:
    explicit meeting(int needed) : missing_(needed) {}
    void join() {
        std::unique_lock lock(mutex_);
        --missing_;
        all_here_.notify_all();
        all_here_.wait(lock, [this] { return missing_ <= 0; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable all_here_;
    int missing_;
};

}  // namespace

TEST_CASE("jobs run at the same time, as many as the limit allows") {
    meeting four(4);
    std::atomic<int> done = 0;
    std::deque<calls> jobs;
    {
        rt::thread_pool pool(4);
        for (int i = 0; i < 4; ++i) pool.submit(jobs.emplace_back([&] { four.join(), ++done; }));
    }
    CHECK(done == 4);
}

TEST_CASE("no more threads are made than the limit, and every job runs once") {
    std::atomic<int> done = 0, running = 0, most = 0;
    std::deque<calls> jobs;
    std::size_t threads = 0;
    {
        rt::thread_pool pool(3);
        for (int i = 0; i < 1000; ++i) {
            pool.submit(jobs.emplace_back([&] {
                const int now = ++running;
                int seen = most;
                while (seen < now && !most.compare_exchange_weak(seen, now)) {
                }
                --running;
                ++done;
            }));
        }
        threads = pool.threads();
    }
    CHECK(done == 1000);
    CHECK(most <= 3);
    CHECK(threads <= 3);
}

TEST_CASE("the destructor runs what is queued, then joins") {
    std::vector<int> order;
    std::deque<calls> jobs;
    {
        rt::thread_pool pool(1);
        for (int i = 0; i < 5; ++i) pool.submit(jobs.emplace_back([&order, i] { order.push_back(i); }));
    }
    CHECK(order == std::vector<int>{0, 1, 2, 3, 4});
}
