// The same in Boost.Asio, where it is installed: a library that many know, on the same machine at the same minute.
#include <benchmark/benchmark.h>

#include <boost/asio.hpp>

namespace {

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;

constexpr int many = 10'000;
asio::io_context context(1);

template <class... Work>
void run(Work... work) {
    (asio::co_spawn(context, std::move(work), asio::detached), ...);
    context.restart();
    context.run();
}

[[gnu::noinline]] awaitable<int> leaf(int i) { co_return i; }
awaitable<void> await_leaves(int n) {
    int sum = 0;
    for (int i = 0; i < n; ++i) sum += co_await leaf(i);
    benchmark::DoNotOptimize(sum);
}
void await_asio(benchmark::State& state) {
    for (auto _ : state) run(await_leaves(many));
    state.SetItemsProcessed(state.iterations() * many);
}

awaitable<int> recurse(int depth) {
    if (depth == 0) co_return 0;
    const int below = co_await recurse(depth - 1);
    co_return below + 1;
}
awaitable<void> recurse_once() { benchmark::DoNotOptimize(co_await recurse(1000)); }
void recursion_asio(benchmark::State& state) {
    for (auto _ : state) run(recurse_once());
    state.SetItemsProcessed(state.iterations() * 1000);
}

awaitable<void> nothing() { co_return; }
awaitable<void> join_one(int times) {
    for (int i = 0; i < times; ++i) co_await asio::co_spawn(context, nothing(), use_awaitable);
}
awaitable<void> join_many(int n) {
    int left = n;
    asio::steady_timer all_done(context, asio::steady_timer::time_point::max());
    for (int i = 0; i < n; ++i)
        asio::co_spawn(context, nothing(), [&](std::exception_ptr) {
            if (--left == 0) all_done.cancel();
        });
    boost::system::error_code cancelled;
    co_await all_done.async_wait(asio::redirect_error(use_awaitable, cancelled));
}
void spawn_and_join_asio(benchmark::State& state) {
    const int n = static_cast<int>(state.range());
    for (auto _ : state) run(n == 1 ? join_one(1000) : join_many(n));
    state.SetItemsProcessed(state.iterations() * 1000);
}

awaitable<void> yield(int n) {
    for (int i = 0; i < n; ++i) co_await asio::post(use_awaitable);
}
void yields_asio(benchmark::State& state) {
    for (auto _ : state) run(yield(many), yield(many));
    state.SetItemsProcessed(state.iterations() * 2 * many);
}

awaitable<void> nap() {
    asio::steady_timer timer(context, std::chrono::milliseconds(1));
    co_await timer.async_wait(use_awaitable);
}
void timers_asio(benchmark::State& state) {
    for (auto _ : state) {
        for (int i = 0; i < many; ++i) asio::co_spawn(context, nap(), asio::detached);
        context.restart();
        context.run();
    }
    state.SetItemsProcessed(state.iterations() * many);
}

}  // namespace

BENCHMARK(await_asio);
BENCHMARK(recursion_asio);
BENCHMARK(spawn_and_join_asio)->Arg(1)->Arg(1000);
BENCHMARK(yields_asio);
BENCHMARK(timers_asio);
