// What an await, a level of recursion, a child, a yield and a timer cost; beside the least that could be.
#include <benchmark/benchmark.h>

#include <rt/core/task.hpp>
#include <rt/core/when_all.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>
#include <vector>

#include "baseline.hpp"

namespace {

constexpr int many = 10'000;

template <class Task>
[[gnu::noinline]] Task leaf(int i) {
    co_return i;
}

template <class Task>
Task await_leaves(int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i) sum += co_await leaf<Task>(i);
    co_return sum;
}

template <class Task>
Task recurse(int depth) {
    if (depth == 0) co_return 0;
    const int below = co_await recurse<Task>(depth - 1);
    co_return below + 1;
}

int run_here(baseline::task t) {
    t.handle().resume();
    baseline::queue.run();
    return t.await_resume();
}

// A loop is made once a benchmark, and every measurement runs inside it.
template <class Make>
rt::task<> measure(benchmark::State& state, Make make) {
    for (auto _ : state) {
        auto work = make();
        co_await std::move(work);
    }
}

template <class Make>
void in_a_loop(benchmark::State& state, int per_iteration, Make make) {
    rt::run(measure(state, make));
    state.SetItemsProcessed(state.iterations() * per_iteration);
}

void await_baseline(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(run_here(await_leaves<baseline::task>(many)));
    state.SetItemsProcessed(state.iterations() * many);
}
void await_rt(benchmark::State& state) {
    in_a_loop(state, many, [] { return await_leaves<rt::task<int>>(many); });
}

void recursion_baseline(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(run_here(recurse<baseline::task>(1000)));
    state.SetItemsProcessed(state.iterations() * 1000);
}
void recursion_rt(benchmark::State& state) {
    in_a_loop(state, 1000, [] { return recurse<rt::task<int>>(1000); });
}

baseline::task yield_baseline(int n) {
    for (int i = 0; i < n; ++i) co_await baseline::yield();
    co_return n;
}
rt::task<> yield_rt(int n) {
    for (int i = 0; i < n; ++i) co_await rt::yield();
}
rt::task<> two_yield(int n) { co_await rt::when_all(yield_rt(n), yield_rt(n)); }

void yields_baseline(benchmark::State& state) {
    for (auto _ : state) {
        auto a = yield_baseline(many);
        auto b = yield_baseline(many);
        a.handle().resume();
        b.handle().resume();
        baseline::queue.run();
    }
    state.SetItemsProcessed(state.iterations() * 2 * many);
}
void yields_rt(benchmark::State& state) {
    in_a_loop(state, 2 * many, [] { return two_yield(many); });
}

rt::task<> nothing() { co_return; }
rt::task<> join_all(int n) {
    std::vector<rt::task<>> children;
    children.reserve(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) children.push_back(nothing());
    co_await rt::when_all(std::move(children));
}
void when_all_1000(benchmark::State& state) {
    in_a_loop(state, 1000, [] { return join_all(1000); });
}

rt::task<> nap() { co_await rt::sleep_for(std::chrono::milliseconds(1)); }
rt::task<> all_nap(int n) {
    std::vector<rt::task<>> children;
    children.reserve(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) children.push_back(nap());
    co_await rt::when_all(std::move(children));
}
void timers_10000(benchmark::State& state) {
    in_a_loop(state, many, [] { return all_nap(many); });
}

rt::task<> to_pool_and_back() { co_await rt::run_blocking([] {}); }
void pool_round_trip(benchmark::State& state) {
    in_a_loop(state, 1, [] { return to_pool_and_back(); });
}

}  // namespace

BENCHMARK(await_baseline);
BENCHMARK(await_rt);
BENCHMARK(recursion_baseline);
BENCHMARK(recursion_rt);
BENCHMARK(yields_baseline);
BENCHMARK(yields_rt);
BENCHMARK(when_all_1000);
BENCHMARK(timers_10000);
BENCHMARK(pool_round_trip)->MeasureProcessCPUTime()->UseRealTime();
