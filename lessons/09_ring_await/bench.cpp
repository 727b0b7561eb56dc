// Lesson 09, benchmark: one entry into the kernel for each operation, or one for each turn of the loop?
//
// Rows: WHAT/WHEN/N, N coroutines (nop) or pairs of sockets (echo) on one loop. "nop" awaits an operation
// that does nothing: all that is left is the way to the kernel and back. "echo" sends a message to the other
// end and back, both ends on the same loop: 4 operations. An iteration is 64 operations for every N: rows
// compare.
//
// Counter: entries_per_op, entries into the kernel for each operation: counted, not measured.
#include <benchmark/benchmark.h>

#include "ring_await.hpp"
#include "rings.hpp"

namespace {

using lesson09::mini_loop;
using lesson09::submit;
using loop = mini_loop<rt::liburing_ring>;

constexpr int operations = 64;  // of an iteration, over all coroutines

rt::task<> nops(loop& on, int count) {
    for (int i = 0; i < count; ++i) co_await on.nop();
}

rt::task<> serve(loop& on, int socket, int messages) {
    char heard[64];
    for (int i = 0; i < messages; ++i) {
        const int size = co_await on.receive(socket, heard);
        co_await on.send(socket, std::string_view(heard, static_cast<std::size_t>(size)));
    }
}

rt::task<> call(loop& on, int socket, int messages) {
    char message[64] = {}, echo[64];
    for (int i = 0; i < messages; ++i) {
        co_await on.send(socket, std::string_view(message, sizeof message));
        co_await on.receive(socket, echo);
    }
}

void run(benchmark::State& state, bool with_sockets, submit when, int in_flight) {
    static const std::string refused = lesson09::why_refused();
    if (!refused.empty()) return state.SkipWithError(refused.c_str());
    lesson09::with_ring("uring", 256, [&](auto& ring, auto&& socket_pair) {
        if constexpr (std::is_same_v<decltype(ring), rt::liburing_ring&>) {
            std::vector<std::array<int, 2>> pairs;
            for (int i = 0; i < in_flight && with_sockets; ++i) pairs.push_back(socket_pair());
            std::uint64_t entries = 0;
            for (auto _ : state) {
                loop on(ring, when);
                for (const auto& [server, client] : pairs) {
                    on.spawn(serve(on, server, operations / 4 / in_flight));
                    on.spawn(call(on, client, operations / 4 / in_flight));
                }
                for (int i = 0; i < in_flight && !with_sockets; ++i)
                    on.spawn(nops(on, operations / in_flight));
                on.run();
                for (const auto& [submissions, how_many] : on.histogram())
                    entries += static_cast<std::uint64_t>(how_many);
            }
            state.counters["entries_per_op"] =
                static_cast<double>(entries) / static_cast<double>(state.iterations()) / operations;
        }
    });
}

void add(const char* name, bool with_sockets, submit when, int in_flight) {
    benchmark::RegisterBenchmark(name, run, with_sockets, when, in_flight)->Unit(benchmark::kMicrosecond);
}

const bool added = [] {
    add("nop/each/1", false, submit::each_operation, 1);
    add("nop/turn/1", false, submit::once_a_turn, 1);
    add("nop/each/8", false, submit::each_operation, 8);
    add("nop/turn/8", false, submit::once_a_turn, 8);
    add("nop/each/64", false, submit::each_operation, 64);
    add("nop/turn/64", false, submit::once_a_turn, 64);
    add("echo/each/1", true, submit::each_operation, 1);
    add("echo/turn/1", true, submit::once_a_turn, 1);
    add("echo/each/16", true, submit::each_operation, 16);
    add("echo/turn/16", true, submit::once_a_turn, 16);
    return true;
}();

}  // namespace
