// What giving way to another task, and a timer among ten thousand, cost; beside the least that could be.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <queue>
#include <rt/core/when_all.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>
#include <vector>

#include "baseline.hpp"
#include "in_a_loop.hpp"

namespace {

constexpr int many = 10'000;

baseline::task yield_baseline(int n) {
    for (int i = 0; i < n; ++i) co_await baseline::yield();
    co_return n;
}
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

rt::task<> yield_rt(int n) {
    for (int i = 0; i < n; ++i) co_await rt::yield();
}
rt::task<> two_yield(int n) { co_await rt::when_all(yield_rt(n), yield_rt(n)); }
void yields_rt(benchmark::State& state) {
    in_a_loop(state, 2 * many, [] { return two_yield(many); });
}

// The heap alone: no task, no clock, no wait.
void timers_baseline(benchmark::State& state) {
    for (auto _ : state) {
        std::priority_queue<std::pair<std::uint64_t, void*>, std::vector<std::pair<std::uint64_t, void*>>,
                            std::greater<>>
            deadlines;
        std::uint64_t random = 1;
        for (int i = 0; i < many; ++i) deadlines.push({random = random * 6364136223846793005U + 1, nullptr});
        while (!deadlines.empty()) deadlines.pop();
    }
    state.SetItemsProcessed(state.iterations() * many);
}

rt::task<> nap() { co_await rt::sleep_for(std::chrono::milliseconds(1)); }
rt::task<> all_nap(int n) {
    std::vector<rt::task<>> children;
    children.reserve(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) children.push_back(nap());
    co_await rt::when_all(std::move(children));
}
void timers_rt(benchmark::State& state) {
    in_a_loop(state, many, [] { return all_nap(many); });
}

}  // namespace

BENCHMARK(yields_baseline);
BENCHMARK(yields_rt);
BENCHMARK(timers_baseline);
BENCHMARK(timers_rt);
