// task_stack -- the part of task_contract about the stack: a handle that await_suspend returns is a tail
// call.
#pragma once

#include <stdexcept>
#include <utility>

#include "support/catch.hpp"
#include "support/drive.hpp"
#include "support/gate.hpp"
#include "support/stack_meter.hpp"

namespace task_contract {

inline constexpr int few = 1'000;
inline constexpr int many = 1'000'000;

inline task_under_test<int> give(int value) { co_return value; }

inline task_under_test<int> await_in_a_row(int count, stack_meter& stack) {
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        const int one = co_await give(1);
        stack.here();
        sum += one;
    }
    co_return sum;
}

TEST_CASE("a million awaits in a row leave the stack where it was") {
    stack_meter stack;
    CHECK(run_now(await_in_a_row(few, stack)) == few);
    REQUIRE(stack.is_flat());
    CHECK(run_now(await_in_a_row(many, stack)) == many);
    CHECK(stack.is_flat());
}

inline task_under_test<int> await_deep(int depth, stack_meter& stack) {
    int below = 0;
    stack.here();  // on the way down: each task starts the next
    if (depth > 1) below = co_await await_deep(depth - 1, stack);
    stack.here();  // on the way up: each task resumes its caller
    co_return below + 1;
}

TEST_CASE("a chain awaited a million deep leaves the stack where it was") {
    stack_meter stack;
    CHECK(run_now(await_deep(few, stack)) == few);
    REQUIRE(stack.is_flat());
    CHECK(run_now(await_deep(many, stack)) == many);
    CHECK(stack.is_flat());
}

inline task_under_test<int> fail_deep(int depth, stack_meter& stack) {
    if (depth == 0) throw std::runtime_error("at the bottom");
    int below = 0;
    try {
        below = co_await fail_deep(depth - 1, stack);
    } catch (...) {
        stack.here();
        throw;
    }
    co_return below;
}

TEST_CASE("an exception climbs a thousand frames at a flat stack") {
    stack_meter stack;
    CHECK_THROWS_WITH(run_now(fail_deep(few, stack)), "at the bottom");
    CHECK(stack.is_flat());
}

inline task_under_test<void> wait_deep(int depth, gate& where, stack_meter& stack) {
    int level = depth;
    if (level > 0)
        co_await wait_deep(level - 1, where, stack);
    else
        co_await where;
    stack.here();
}

TEST_CASE("a chain that was suspended at its end is resumed at a flat stack") {
    stack_meter stack;
    gate where;
    driven<void> chain(wait_deep(few, where, stack));
    REQUIRE(where.has_waiter());
    where.open();
    CHECK(chain.done());
    CHECK(stack.is_flat());
}

}  // namespace task_contract
