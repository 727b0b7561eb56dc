// What a free lock and an item that changes hands cost; beside the least that could be: no cancellation, no records, no
// queue of waiters, one sender and one receiver.
#include <benchmark/benchmark.h>

#include <rt/core/task.hpp>
#include <rt/core/when_all.hpp>
#include <rt/io/run.hpp>
#include <rt/sync/channel.hpp>
#include <rt/sync/mutex.hpp>
#include <rt/sync/semaphore.hpp>

#include "baseline.hpp"

namespace {

constexpr int many = 10'000;

// A flag that is tested, set and cleared.
class flag_lock {
  public:
    class guard {
      public:
        explicit guard(flag_lock& l) noexcept : lock_(l) {}
        guard(const guard&) = delete;
        ~guard() { lock_.locked_ = false; }

      private:
        flag_lock& lock_;
    };
    class awaiter {
      public:
        explicit awaiter(flag_lock& l) noexcept : lock_(l) {}
        bool await_ready() const noexcept { return !lock_.locked_; }
        void await_suspend(std::coroutine_handle<>) const noexcept {}
        guard await_resume() const noexcept {
            lock_.locked_ = true;
            return guard(lock_);
        }

      private:
        flag_lock& lock_;
    };
    awaiter lock() noexcept { return awaiter(*this); }

  private:
    bool locked_ = false;
};

// Room for one item; one waits to send or one to receive.
class slot {
  public:
    class put {
      public:
        put(slot& s, int item) noexcept : slot_(s), item_(item) {}
        bool await_ready() const noexcept { return !slot_.full_; }
        void await_suspend(std::coroutine_handle<> me) noexcept { slot_.waiting_ = me; }
        void await_resume() const noexcept {
            slot_.item_ = item_;
            slot_.full_ = true;
            slot_.wake();
        }

      private:
        slot& slot_;
        int item_;
    };
    class get {
      public:
        explicit get(slot& s) noexcept : slot_(s) {}
        bool await_ready() const noexcept { return slot_.full_; }
        void await_suspend(std::coroutine_handle<> me) noexcept { slot_.waiting_ = me; }
        int await_resume() const noexcept {
            slot_.full_ = false;
            slot_.wake();
            return slot_.item_;
        }

      private:
        slot& slot_;
    };

  private:
    void wake() noexcept {
        if (waiting_) baseline::queue.push(std::exchange(waiting_, nullptr));
    }
    std::coroutine_handle<> waiting_;
    int item_ = 0;
    bool full_ = false;
};

template <class Task, class Lock>
Task lock_again_and_again(Lock& l, int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i) {
        const auto guard = co_await l.lock();
        benchmark::DoNotOptimize(++sum);
    }
    co_return sum;
}

rt::task<int> acquire_again_and_again(rt::semaphore& s, int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i) {
        const auto permit = co_await s.acquire();
        benchmark::DoNotOptimize(++sum);
    }
    co_return sum;
}

baseline::task put_all(slot& s, int n) {
    for (int i = 0; i < n; ++i) co_await slot::put(s, i);
    co_return n;
}
baseline::task get_all(slot& s, int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i) sum += co_await slot::get(s);
    co_return sum;
}

rt::task<> send_all(rt::channel<int>& c, int n) {
    for (int i = 0; i < n; ++i) co_await c.send(i);
}
rt::task<> receive_all(rt::channel<int>& c, int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i) {
        const auto item = co_await c.receive();
        sum += *item;
    }
    benchmark::DoNotOptimize(sum);
}

template <class Make>
rt::task<> measure(benchmark::State& state, Make make) {
    for (auto _ : state) {
        auto work = make();
        co_await std::move(work);
    }
}

void lock_baseline(benchmark::State& state) {
    flag_lock l;
    for (auto _ : state) {
        auto work = lock_again_and_again<baseline::task>(l, many);
        work.handle().resume();
    }
    state.SetItemsProcessed(state.iterations() * many);
}
void lock_rt(benchmark::State& state) {
    rt::mutex m;
    rt::run(measure(state, [&m] { return lock_again_and_again<rt::task<int>>(m, many); }));
    state.SetItemsProcessed(state.iterations() * many);
}
void semaphore_rt(benchmark::State& state) {
    rt::semaphore s(1);
    rt::run(measure(state, [&s] { return acquire_again_and_again(s, many); }));
    state.SetItemsProcessed(state.iterations() * many);
}

void hand_off_baseline(benchmark::State& state) {
    slot s;
    for (auto _ : state) {
        auto sender = put_all(s, many);
        auto receiver = get_all(s, many);
        sender.handle().resume();
        receiver.handle().resume();
        baseline::queue.run();
    }
    state.SetItemsProcessed(state.iterations() * many);
}
void hand_off_rt(benchmark::State& state) {
    rt::channel<int> c(static_cast<std::size_t>(state.range(0)));
    rt::run(measure(state, [&c] { return rt::when_all(send_all(c, many), receive_all(c, many)); }));
    state.SetItemsProcessed(state.iterations() * many);
}

}  // namespace

BENCHMARK(lock_baseline);
BENCHMARK(lock_rt);
BENCHMARK(semaphore_rt);
BENCHMARK(hand_off_baseline);
BENCHMARK(hand_off_rt)->ArgName("capacity")->Arg(0)->Arg(1)->Arg(64);
