// What does an await cost, and does it cost more when it is deep? Questions and verdicts: lessons/lab.toml.
#include <benchmark/benchmark.h>

#include "task.hpp"

using lesson05::task;

namespace {

[[gnu::noinline]] int call(int value) {
    benchmark::DoNotOptimize(value);
    return value;
}

[[gnu::noinline]] task<int> leaf(int value) {
    benchmark::DoNotOptimize(value);
    co_return value;
}

constexpr int batch = 1'000;  // the same number of leaves in each iteration of both

void call_a_leaf(benchmark::State& state) {
    for (auto _ : state) {
        int sum = 0;
        for (int i = 0; i < batch; ++i) sum += call(1);
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(call_a_leaf)->Name("call");

task<int> await_leaves() {
    int sum = 0;
    for (int i = 0; i < batch; ++i) {
        const int one = co_await leaf(1);
        sum += one;
    }
    co_return sum;
}

void await_a_leaf(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(await_leaves().run());
    state.SetItemsProcessed(state.iterations() * batch);
}
BENCHMARK(await_a_leaf)->Name("await");

[[gnu::noinline]] task<int> nested(int depth) {
    int below = 0;
    if (depth > 1) below = co_await nested(depth - 1);
    co_return below + 1;
}

// per_level: CPU seconds for one level.
void await_nested(benchmark::State& state) {
    const int depth = static_cast<int>(state.range(0));
    for (auto _ : state) benchmark::DoNotOptimize(nested(depth).run());
    state.counters["per_level"] =
        benchmark::Counter(static_cast<double>(state.iterations() * depth),
                           benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}
BENCHMARK(await_nested)->Name("nested")->Arg(10)->Arg(1'000)->Arg(100'000);

}  // namespace
