// What a trip to the thread pool and back costs, beside two threads that do nothing but wake each other by
// eventfds.
#include <benchmark/benchmark.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <rt/io/fd.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/run_blocking.hpp>
#include <thread>

namespace {

void send(const rt::fd& to, std::uint64_t what) {
    if (::write(to.get(), &what, sizeof what) != sizeof what) std::abort();
}
std::uint64_t receive(const rt::fd& from) {
    std::uint64_t what = 0;
    if (::read(from.get(), &what, sizeof what) != sizeof what) std::abort();
    return what;
}

void two_threads_and_an_eventfd(benchmark::State& state) {
    constexpr std::uint64_t work = 1, end = 2;
    const rt::fd there(::eventfd(0, EFD_CLOEXEC)), back(::eventfd(0, EFD_CLOEXEC));
    std::thread worker([&] {
        while (receive(there) == work) send(back, work);
    });
    for (auto _ : state) {
        send(there, work);
        receive(back);
    }
    send(there, end);
    worker.join();
}

rt::task<> trips(benchmark::State& state) {
    for (auto _ : state) co_await rt::run_blocking([] {});
}
void pool_round_trip(benchmark::State& state) { rt::run(trips(state)); }
void pool_round_trip_spinning(benchmark::State& state) {
    rt::run(trips(state), {.driver = {}, .trace = nullptr, .spin = std::chrono::microseconds(50)});
}

}  // namespace

BENCHMARK(two_threads_and_an_eventfd)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(pool_round_trip)->MeasureProcessCPUTime()->UseRealTime();
BENCHMARK(pool_round_trip_spinning)->MeasureProcessCPUTime()->UseRealTime();
