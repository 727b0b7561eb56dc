// What an element costs when it is made while it is read: beside a loop that calls a function.
#include <benchmark/benchmark.h>

#include <rt/core/async_generator.hpp>
#include <rt/core/generator.hpp>
#include <rt/core/task.hpp>
#include <rt/io/run.hpp>

namespace {

constexpr int many = 10'000;

[[gnu::noinline]] int element(int i) {
    benchmark::DoNotOptimize(i);
    return i;
}

[[gnu::noinline]] rt::generator<int> elements(int n) {
    for (int i = 0; i < n; ++i) co_yield element(i);
}

[[gnu::noinline]] rt::async_generator<int> awaited_elements(int n) {
    for (int i = 0; i < n; ++i) co_yield element(i);
}

void elements_baseline(benchmark::State& state) {
    for (auto _ : state) {
        int sum = 0;
        for (int i = 0; i < many; ++i) sum += element(i);
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * many);
}

void elements_generator(benchmark::State& state) {
    for (auto _ : state) {
        int sum = 0;
        for (const int i : elements(many)) sum += i;
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * many);
}

rt::task<> read_all(benchmark::State& state) {
    for (auto _ : state) {
        int sum = 0;
        auto all = awaited_elements(many);
        for (const int* i = co_await all.next(); i != nullptr; i = co_await all.next()) sum += *i;
        benchmark::DoNotOptimize(sum);
    }
}

void elements_async_generator(benchmark::State& state) {
    rt::run(read_all(state));
    state.SetItemsProcessed(state.iterations() * many);
}

}  // namespace

BENCHMARK(elements_baseline);
BENCHMARK(elements_generator);
BENCHMARK(elements_async_generator);
