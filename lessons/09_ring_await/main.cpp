// Lesson 09: awaiting a completion; batching. How often coroutines on a ring make it enter the kernel.
//
// Run:      lab run 09                      flags: --coroutines N  --operations N  --entries N  --clients N
//           lab run 09 --ring simulated     a kernel in memory: the same picture
// You see:  how many submissions each entry into the kernel carries, if every operation is submitted at once,
//           and if the loop submits once a turn; the same with a full queue; an echo of some clients.
#include <CLI/CLI.hpp>
#include <iostream>

#include "coroutines.hpp"
#include "ring_await.hpp"
#include "rings.hpp"
using namespace lesson09;

struct options {
    int coroutines = 8, operations = 4, clients = 3;
    unsigned entries = 64;
    std::string ring = "auto";
};

void count_entries(const options& o, unsigned entries, submit when) {
    with_ring(o.ring, entries, [&](auto& ring, auto&&) {
        mini_loop loop(ring, when);
        for (int i = 0; i < o.coroutines; ++i) loop.spawn(do_nops(loop, o.operations));
        loop.run();
        print(loop.histogram());
    });
}

void echo(const options& o) {
    with_ring(o.ring, o.entries, [&](auto& ring, auto&& socket_pair) {
        mini_loop loop(ring);
        std::vector<std::string> heard(static_cast<std::size_t>(o.clients));
        for (int i = 0; i < o.clients; ++i) {
            const auto [server, client] = socket_pair();
            loop.spawn(serve(loop, server, 2));
            loop.spawn(
                call(loop, client, 2, "hello" + std::to_string(i + 1), heard[static_cast<std::size_t>(i)]));
        }
        loop.run();
        for (const std::string& each : heard) std::cout << "   a client hears:" << each << '\n';
        print(loop.histogram());
    });
}

int main(int argc, char** argv) {
    options o;
    CLI::App app("Lesson 09: awaiting a completion; batching");
    app.add_option("--coroutines", o.coroutines, "how many wait at the same time")->check(CLI::Range(1, 60));
    app.add_option("--operations", o.operations, "how many each awaits in a row")->check(CLI::Range(1, 60));
    app.add_option("--entries", o.entries, "size of the submission queue")->check(CLI::Range(1, 1024));
    app.add_option("--clients", o.clients, "of the echo")->check(CLI::Range(1, 60));
    app.add_option("--ring", o.ring, "auto, uring, or simulated")
        ->check(CLI::IsMember({"auto", "uring", "simulated"}));
    CLI11_PARSE(app, argc, argv);
    o.ring = choose_ring(o.ring);

    const int all = o.coroutines * o.operations;
    std::cout << o.coroutines << " coroutines await " << o.operations << " operations each: " << all
              << " in all\n"
              << "submissions | entries into the kernel that carry so many\n\n1. every operation is "
                 "submitted at once\n";
    count_entries(o, o.entries, submit::each_operation);
    std::cout << "\n2. the loop submits once a turn\n";
    count_entries(o, o.entries, submit::once_a_turn);
    std::cout << "\n3. the same in a ring of 4: get_sqe() is null when it is full, so it is submitted and "
                 "filled again\n";
    count_entries(o, 4, submit::once_a_turn);
    std::cout << "\n4. an echo: " << o.clients
              << " clients, 2 messages each, and a coroutine that serves each of them\n";
    echo(o);
}
