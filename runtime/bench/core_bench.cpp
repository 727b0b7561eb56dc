// What an await, a level of recursion, and a child beside others cost; beside the least that could be.
#include <benchmark/benchmark.h>

#include <rt/core/task.hpp>
#include <rt/core/task_group.hpp>
#include <rt/core/when_all.hpp>
#include <vector>

#include "baseline.hpp"
#include "in_a_loop.hpp"
#include "support/counted_heap.hpp"

int allocations_so_far() { return heap::allocations; }

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

void await_baseline(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(baseline::run(await_leaves<baseline::task>(many)));
    state.SetItemsProcessed(state.iterations() * many);
}
void await_rt(benchmark::State& state) {
    in_a_loop(state, many, [] { return await_leaves<rt::task<int>>(many); });
}

void recursion_baseline(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(baseline::run(recurse<baseline::task>(1000)));
    state.SetItemsProcessed(state.iterations() * 1000);
}
void recursion_rt(benchmark::State& state) {
    in_a_loop(state, 1000, [] { return recurse<rt::task<int>>(1000); });
}

// A child beside others, n of them at a time.
[[gnu::noinline]] baseline::task nothing_baseline() { co_return 0; }
baseline::task join_baseline(int times, int n) {
    for (int i = 0; i < times; ++i) {
        baseline::group children;
        for (int child = 0; child < n; ++child) children.spawn(nothing_baseline());
        co_await children;
    }
    co_return 0;
}
void spawn_and_join_baseline(benchmark::State& state) {
    const int n = static_cast<int>(state.range());
    for (auto _ : state) baseline::run(join_baseline(many / n, n));
    state.SetItemsProcessed(state.iterations() * many);
}

[[gnu::noinline]] rt::task<> nothing() { co_return; }
rt::task<> join_one(int times) {
    for (int i = 0; i < times; ++i) co_await rt::when_all(nothing());
}
rt::task<> join_vector(int times, int n) {
    for (int i = 0; i < times; ++i) {
        std::vector<rt::task<>> children;
        children.reserve(static_cast<std::size_t>(n));
        for (int child = 0; child < n; ++child) children.push_back(nothing());
        co_await rt::when_all(std::move(children));
    }
}
void when_all_rt(benchmark::State& state) {
    const int n = static_cast<int>(state.range());
    in_a_loop(state, many, [n] { return n == 1 ? join_one(many) : join_vector(many / n, n); });
}

rt::task<> start_children(rt::task_group& group, int n) {
    for (int child = 0; child < n; ++child) group.start_soon(nothing);
    co_return;
}
rt::task<> join_groups(int times, int n) {
    auto body = [n](rt::task_group& group) { return start_children(group, n); };
    for (int i = 0; i < times; ++i) co_await rt::with_task_group(body);
}
void task_group_rt(benchmark::State& state) {
    const int n = static_cast<int>(state.range());
    in_a_loop(state, many, [n] { return join_groups(many / n, n); });
}

}  // namespace

BENCHMARK(await_baseline);
BENCHMARK(await_rt);
BENCHMARK(recursion_baseline);
BENCHMARK(recursion_rt);
BENCHMARK(spawn_and_join_baseline)->Arg(1)->Arg(1000);
BENCHMARK(when_all_rt)->Arg(1)->Arg(1000);
BENCHMARK(task_group_rt)->Arg(1)->Arg(1000);
