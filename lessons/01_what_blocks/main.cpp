// Lesson 01: what blocks? A burger counter, its orders served by one thread, by many, and by one with a loop.
//
// Run:      lab run 01            on a scripted clock: the same picture every time, on every computer
//           lab run 01 --real     on this computer, with its cores and its noise
//           lab run 01 --cores 4 --orders 3 --ms 200 --threads 2
// You see:  for each way to serve, the orders that wait beside the orders that work; then six sums.
#include <CLI/CLI.hpp>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>

#include "burger_counter.hpp"
#include "real_machine.hpp"
#include "scripted_machine.hpp"
using namespace lesson01;

struct options {
    int orders = 8, each = 100, cores = 2, threads = 8;
    bool real = false;
};

using way_to_serve = void (*)(counter&, int threads);

// RETURNS when the last order was done.
ms serve_all(const options& o, kind what, way_to_serve serve_them, timeline& picture) {
    std::unique_ptr<machine> kitchen;
    if (o.real) kitchen = std::make_unique<real_machine>();
    else kitchen = std::make_unique<scripted_machine>(o.cores);
    counter here{*kitchen, picture, what, o.orders, ms{o.each}};
    serve_them(here, o.threads);
    return picture.end();
}

void show(const options& o, const std::string& title, way_to_serve way, std::ostream& sums) {
    timeline waits, works;
    const ms waited = serve_all(o, kind::waits, way, waits), worked = serve_all(o, kind::works, way, works);
    const ms column{(o.orders * o.each + 39) / 40};
    std::cout << "\n" << title << ", one column is " << column.count() << " ms\n"
              << "   orders that wait                            orders that work\n";
    for (int order = 1; order <= o.orders; ++order) {
        std::cout << std::right << std::setw(2) << order << " " << std::left << std::setw(42)
                  << waits.row(order, column) << "  " << works.row(order, column) << "\n";
    }
    std::cout << "   in words: the waiting orders end at";
    for (int order = 1; order <= o.orders; ++order) std::cout << " " << waits.end_of(order).count();
    std::cout << " ms;\n             the working orders end at";
    for (int order = 1; order <= o.orders; ++order) std::cout << " " << works.end_of(order).count();
    std::cout << " ms\n";
    sums << std::left << std::setw(24) << title << std::right << std::setw(9) << waited.count() << " ms"
         << std::setw(9) << worked.count() << " ms" << std::setw(12) << waits.worked().count() << " ms"
         << std::setw(9) << works.worked().count() << " ms\n";
}

int main(int argc, char** argv) {
    options o;
    CLI::App app{"What blocks? Orders that wait and orders that work."};
    app.add_option("--orders", o.orders, "how many orders")->check(CLI::Range(1, 40))->capture_default_str();
    app.add_option("--ms", o.each, "how long each waits or works")->check(CLI::Range(20, 1000))->capture_default_str();
    app.add_option("--threads", o.threads, "threads of the second way")->check(CLI::Range(1, 64))->capture_default_str();
    auto* cores = app.add_option("--cores", o.cores, "cores of the scripted machine")->check(CLI::Range(1, 64));
    app.add_flag("--real", o.real, "this computer instead of the scripted machine")->excludes(cores);
    CLI11_PARSE(app, argc, argv);

    const std::string threads = std::to_string(o.threads) + (o.threads == 1 ? " thread" : " threads");
    std::cout << o.orders << " orders of " << o.each << " ms on ";
    if (o.real) std::cout << "this computer: " << std::thread::hardware_concurrency() << " cores\n";
    else std::cout << "a scripted machine: " << o.cores << (o.cores == 1 ? " core\n" : " cores\n");
    std::cout << "'~' waits   '#' works on a core   '.' stands in line\n";

    std::ostringstream sums;
    show(o, "one thread", [](counter& c, int) { by_one_thread(c); }, sums);
    show(o, threads, [](counter& c, int n) { by_many_threads(c, n); }, sums);
    show(o, "one thread and a loop", [](counter& c, int) { by_one_thread_with_a_loop(c); }, sums);
    std::cout << "\n                         the last order is done      the cores have worked\n"
              << "                         that wait   that work      that wait   that work\n" << sums.str();
}
