// stack_picture -- awaits a leaf again and again, and one step inside the other, and draws the stack that
// took.
#pragma once

#include <cstddef>
#include <cstdio>
#include <string>

#include "stack_gauge.hpp"
#include "three_ways.hpp"

namespace lesson05 {

template <way How>
step<How> leaf(stack_gauge& stack) {
    stack.read();
    co_return;
}

template <way How>
step<How> in_a_row(int awaits, stack_gauge& stack) {
    for (int i = 0; i < awaits; ++i) co_await leaf<How>(stack);
}

template <way How>
step<How> nested(int awaits, stack_gauge& stack) {
    stack.read();
    if (awaits > 1) co_await nested<How>(awaits - 1, stack);
}

inline void draw_axis(int awaits) {
    std::printf("   %-20s", "");
    for (int quarter = 1; quarter <= 4; ++quarter) std::printf("%-14d", awaits * quarter / 4);
    std::printf("awaits\n");
}

// One line: the stack used at each quarter of the way, as bars that end at twelve.
template <class Program>
void draw_line(const char* name, const char* shape, Program program, int awaits, bool bytes) {
    std::size_t used[4];
    for (int quarter = 1; quarter <= 4; ++quarter) {
        stack_gauge stack;
        program(awaits * quarter / 4, stack).run();
        used[quarter - 1] = stack.bytes();
    }
    const std::size_t most = used[3];
    const bool grows =
        most > 8 * static_cast<std::size_t>(awaits);  // each await left at least a return address
    std::printf("   %-8s%-12s", name, shape);
    for (const std::size_t each : used)
        std::printf("%-14s", grows ? std::string((12 * each + most / 2) / most, '#').c_str() : ".");
    std::printf("%s", grows ? "grows" : "flat");
    if (bytes) std::printf(", %zu bytes an await", most / static_cast<std::size_t>(awaits));
    std::printf("\n");
}

template <way How>
void draw(const char* name, int awaits, bool bytes) {
    draw_line(name, "in a row", in_a_row<How>, awaits, bytes);
    draw_line("", "nested", nested<How>, awaits, bytes);
}

}  // namespace lesson05
