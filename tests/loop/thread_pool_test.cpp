#include <sys/resource.h>

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <rt/loop/doorbell.hpp>
#include <rt/loop/thread_pool.hpp>
#include <system_error>

#include "support/catch.hpp"
#include "support/in_a_child.hpp"

namespace {

class calls final : public rt::thread_pool::job {
  public:
    explicit calls(std::function<void()> f) : f_(std::move(f)) {}
    void run() noexcept override { f_(); }
    void ended() noexcept override {}

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
        threads = pool.stats().threads;
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

namespace {

// A job that runs until it is let go.
class held final : public rt::thread_pool::job {
  public:
    void run() noexcept override {
        begun.ring();
        go.wait();
    }
    void ended() noexcept override { over.ring(); }

    rt::doorbell begun, go, over;
};

class noted final : public rt::thread_pool::job {
  public:
    void run() noexcept override { ran = true; }
    void ended() noexcept override { over.ring(); }

    bool ran = false;
    rt::doorbell over;
};

}  // namespace

TEST_CASE("who waits is given a token at once when there are more") {
    held first, second;
    rt::thread_pool pool(1);  // ends first, and joins
    pool.submit(first);
    pool.submit(second);
    first.begun.wait();
    CHECK(pool.stats().borrowed == 1);
    CHECK(pool.stats().waiting == 1);
    pool.set_limit(2);
    second.begun.wait();
    CHECK(pool.stats().limit == 2);
    CHECK(pool.stats().borrowed == 2);
    CHECK(pool.stats().waiting == 0);
    first.go.ring();
    second.go.ring();
}

TEST_CASE("fewer tokens take effect as jobs end") {
    held first, second, third;
    rt::thread_pool pool(2);
    for (held* each : {&first, &second, &third}) pool.submit(*each);
    first.begun.wait();
    second.begun.wait();
    pool.set_limit(1);
    CHECK(pool.stats().borrowed == 2);  // nobody is interrupted
    first.go.ring();
    first.over.wait();
    CHECK(pool.stats().borrowed == 1);
    CHECK(pool.stats().waiting == 1);  // the token that came back is no more
    second.go.ring();
    third.begun.wait();
    third.go.ring();
}

TEST_CASE("a job that waits can be taken back and never runs; one that runs cannot") {
    held first;
    noted second, third;
    rt::thread_pool pool(1);
    pool.submit(first);
    pool.submit(second);
    pool.submit(third);
    first.begun.wait();
    CHECK(pool.withdraw(second));
    CHECK_FALSE(pool.withdraw(first));
    CHECK(pool.stats().waiting == 1);
    first.go.ring();
    third.over.wait();
    CHECK_FALSE(second.ran);
    CHECK(third.ran);
    CHECK_FALSE(pool.withdraw(third));
}

TEST_CASE("when a job has ended its token is back") {
    rt::thread_pool pool;
    for (int i = 0; i < 100; ++i) {
        noted job;
        pool.submit(job);
        job.over.wait();
        REQUIRE(pool.stats().borrowed == 0);
    }
    CHECK(pool.stats().threads == 1);  // and its thread: the next job has found it
}

TEST_CASE("a thread that nobody calls for long ends, and the next job has a new one") {
    rt::thread_pool pool(4, std::chrono::milliseconds(0));
    for (int i = 0; i < 100; ++i) {
        noted job;
        pool.submit(job);
        job.over.wait();
        CHECK(job.ran);
    }
    while (pool.stats().threads > 0) std::this_thread::yield();
}

TEST_CASE("where no thread can be made, that is an error only when there is none to wait for") {
    const child_ended how = in_a_child([] {
        if (::geteuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) return false;  // root has no limit
        const rlimit one{1, 1};
        if (::setrlimit(RLIMIT_NPROC, &one) != 0) return false;
        rt::thread_pool pool;
        noted job;
        try {
            pool.submit(job);
        } catch (const std::system_error& e) {
            const std::string text = e.what();
            return e.code() == std::errc::resource_unavailable_try_again &&
                   text.find("no thread can be made for run_blocking") != std::string::npos &&
                   text.find("ulimit -u") != std::string::npos && pool.stats().waiting == 0;
        }
        return false;
    });
    CHECK(in_words(how) == "well");
}
