// task_lifetimes -- the part of task_contract about who destroys a frame: its task, exactly once.
#pragma once

#include <type_traits>
#include <utility>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/drive.hpp"
#include "support/gate.hpp"

namespace task_contract {

inline task_under_test<int> take_by_value(counted argument) { co_return argument.value; }

TEST_CASE("a task that is never awaited destroys its arguments and runs nothing") {
    ledger book;
    {
        const task_under_test<int> dropped = take_by_value(counted(book));
        CHECK(book.alive == 1);
    }
    CHECK(book.alive == 0);
}

inline task_under_test<int> alive_after_the_await(ledger& book) {
    co_await take_by_value(counted(book));
    co_return book.alive;
}

TEST_CASE("the frame dies at the end of the expression that awaited it") {
    ledger book;
    CHECK(run_now(alive_after_the_await(book)) == 0);
}

template <class Task>
concept awaited_as_rvalue = requires(Task t) {
    std::move(t).operator co_await();
};
template <class Task>
concept awaited_as_lvalue = requires(Task& t) {
    t.operator co_await();
};

TEST_CASE("a task is moved and not copied, and awaited only as an rvalue") {
    using task = task_under_test<int>;
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<task>);
    STATIC_REQUIRE_FALSE(std::is_copy_assignable_v<task>);
    STATIC_REQUIRE(std::is_nothrow_move_constructible_v<task>);
    STATIC_REQUIRE(awaited_as_rvalue<task>);
    STATIC_REQUIRE_FALSE(awaited_as_lvalue<task>);
}

TEST_CASE("a task that was moved owns its frame alone") {
    ledger book;
    {
        task_under_test<int> first = take_by_value(counted(book, 8));
        task_under_test<int> second = std::move(first);
        CHECK(run_now(std::move(second)) == 8);
    }
    CHECK(book.alive == 0);
}

TEST_CASE("a task that is assigned to drops the frame it had") {
    ledger had, got;  // two, or a frame that is kept too long would make up for one that is destroyed twice
    {
        task_under_test<int> kept = take_by_value(counted(had, 1));
        kept = take_by_value(counted(got, 2));
        CHECK(had.alive == 0);
        CHECK(got.alive == 1);
        if (got.alive == 1) CHECK(run_now(std::move(kept)) == 2);
    }
    CHECK(got.alive == 0);
}

inline task_under_test<int> keep_and_return(ledger& book, int frames) {
    counted local(book);
    int below = 0;
    if (frames > 1) below = co_await keep_and_return(book, frames - 1);
    co_return below + 1;
}

TEST_CASE("every frame is destroyed exactly once") {
    ledger book;
    CHECK(run_now(keep_and_return(book, 100)) == 100);
    CHECK(book.destroyed == 100);
    CHECK(book.alive == 0);
}

inline task_under_test<void> keep_and_wait(ledger& book, gate& where, int frames) {
    counted local(book);
    if (frames > 1)
        co_await keep_and_wait(book, where, frames - 1);
    else
        co_await where;
}

// Dropping recurses, one destructor inside the other: a hundred is a modest depth, and the contract asks no
// more.
TEST_CASE("dropping a suspended task destroys everything it awaits") {
    ledger book;
    {
        gate where;
        driven<void> dropped(keep_and_wait(book, where, 100));
        REQUIRE(where.has_waiter());
        CHECK(book.alive == 100);
    }
    CHECK(book.destroyed == 100);
    CHECK(book.alive == 0);
}

}  // namespace task_contract
