// Lesson 05 -- a lazy task, and what each way to start it costs of stack.
//
// Run:  lab run 05          flags: --awaits N   --bytes (measured figures)
// See:  1. calling a task runs nothing  2. void and bool grow the stack, the handle does not  3. a million
// awaits
#include <CLI/CLI.hpp>
#include <cstdio>

#include "stack_picture.hpp"
#include "task.hpp"
#include "three_ways.hpp"

using lesson05::task;
using lesson05::way;

task<int> boil_egg(int minutes) {
    std::printf("   egg:  in the water for %d minutes\n", minutes);
    co_return minutes;
}

task<> breakfast() {
    std::printf("   cook: calling boil_egg(4)\n");
    task<int> egg = boil_egg(4);
    std::printf("   cook: called; now awaiting\n");
    const int minutes = co_await std::move(egg);
    std::printf("   cook: the egg took %d minutes\n", minutes);
}

task<int> one() { co_return 1; }

task<int> count_in_a_row(int awaits) {
    int sum = 0;
    for (int i = 0; i < awaits; ++i) {
        const int value = co_await one();
        sum += value;
    }
    co_return sum;
}

task<int> count_nested(int awaits) {
    int below = 0;
    if (awaits > 1) below = co_await count_nested(awaits - 1);
    co_return below + 1;
}

int main(int argc, char** argv) {
    int awaits = 1000;
    bool bytes = false;
    CLI::App flags("Lesson 05: a lazy task, symmetric transfer");
    flags.add_option("--awaits", awaits, "how many awaits to measure the stack over")
        ->check(CLI::Range(100, 4000));
    flags.add_flag("--bytes", bytes, "say how many bytes each await leaves on the stack");
    CLI11_PARSE(flags, argc, argv);

    std::printf("1. Calling a task runs nothing\n");
    breakfast().run();

    std::printf("\n2. Stack used after so many awaits, by what await_suspend returns\n");
    lesson05::draw_axis(awaits);
    lesson05::draw<way::returns_void>("void", awaits, bytes);
    lesson05::draw<way::returns_bool>("bool", awaits, bytes);
    lesson05::draw<way::returns_handle>("handle", awaits, bytes);

    std::fflush(stdout);  // with a compiler that makes no tail calls, the stack ends here: see the README
    std::printf("\n3. So a task may await as often, and as deep, as it likes\n");
    std::printf("   in a row: %d\n", count_in_a_row(1'000'000).run());
    std::printf("   nested:   %d\n", count_nested(1'000'000).run());
}
