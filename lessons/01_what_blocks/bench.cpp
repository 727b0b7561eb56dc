// Lesson 01, benchmark: do more workers make it faster? For jobs that wait, and for jobs that work.
//
// Time is read from the clock on the wall (UseRealTime): a thread that waits uses no CPU time, so the
// kit's usual measure would call every way to wait free. The CPU column shows the other half of the answer: what
// the cores did for it, summed over all threads.
//
// Rows: wait/1 and wait/8 have 8 jobs; the work rows 4 jobs for each core, done by 1 worker, by one worker
// for each core, and by four for each core.
#include <benchmark/benchmark.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

namespace {

using namespace std::chrono_literals;

void wait_job() { std::this_thread::sleep_for(5ms); }

void work_job() {  // a fixed amount of arithmetic, each step needing the one before: about 5 ms of one core
    std::uint64_t x = 1;
    for (int i = 0; i < 5'000'000; ++i) benchmark::DoNotOptimize(x = x * 6364136223846793005u + 1);
}

void run_jobs(benchmark::State& state, int jobs, int workers, void (*job)()) {
    for (auto _ : state) {
        std::atomic<int> left = jobs;
        std::vector<std::thread> threads;
        for (int i = 0; i < workers; ++i) {
            threads.emplace_back([&left, job] {
                while (left-- > 0) job();
            });
        }
        for (auto& thread : threads) thread.join();
    }
}

void add(const char* name, int jobs, int workers, void (*job)()) {
    benchmark::RegisterBenchmark(name, run_jobs, jobs, workers, job)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime()
        ->MeasureProcessCPUTime();
}

const bool added = [] {
    const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    add("wait/1_worker", 8, 1, wait_job);
    add("wait/8_workers", 8, 8, wait_job);
    add("work/1_worker", 4 * cores, 1, work_job);
    add("work/1_per_core", 4 * cores, cores, work_job);
    add("work/4_per_core", 4 * cores, 4 * cores, work_job);
    return true;
}();

}  // namespace
