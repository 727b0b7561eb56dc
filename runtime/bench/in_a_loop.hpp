// in_a_loop -- one measurement of the runtime: a loop is made once, and every repetition runs inside it.
//
// Says how many times one item went to the heap once everything is warm, as the counter `heap`.
#pragma once

#include <benchmark/benchmark.h>

#include <rt/core/task.hpp>
#include <rt/io/run.hpp>
#include <utility>

// Allocations of this program so far (core_bench.cpp counts them).
int allocations_so_far();

template <class Make>
rt::task<> measure(benchmark::State& state, double items, Make make) {
    for (int warm_up = 0; warm_up < 2; ++warm_up) {
        auto work = make();
        co_await std::move(work);
    }
    const int before = allocations_so_far();
    for (auto _ : state) {
        auto work = make();
        co_await std::move(work);
    }
    const double done = static_cast<double>(state.iterations()) * items;
    state.counters["heap"] = (allocations_so_far() - before) / done;
    state.SetItemsProcessed(static_cast<std::int64_t>(done));
}

template <class Make>
void in_a_loop(benchmark::State& state, int items, Make make) {
    rt::run(measure(state, items, make));
}
