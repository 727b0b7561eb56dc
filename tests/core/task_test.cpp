// rt::task keeps the contract of every task, and adds: records are left alone, a foreign caller is as good as
// ours.
#include <rt/core/task.hpp>
#include <rt/core/task_record.hpp>

template <class T>
using task_under_test = rt::task<T>;
#include "contract/task_contract.hpp"

TEST_CASE("a task that was moved from is empty") {
    rt::task<int> first = task_contract::give(1);
    const rt::task<int> second = std::move(first);
    CHECK_FALSE(static_cast<bool>(first));
    CHECK(static_cast<bool>(second));
}

template <class Promise, class Value>
concept returns_value = requires(Promise p, Value&& value) {
    p.return_value(std::forward<Value>(value));
};

TEST_CASE("a task<T&> does not take a value that dies with its body") {
    STATIC_REQUIRE(returns_value<rt::task<int&>::promise_type, int&>);
    STATIC_REQUIRE_FALSE(returns_value<rt::task<int&>::promise_type, int>);
    STATIC_REQUIRE_FALSE(returns_value<rt::task<const int&>::promise_type, int>);
}

TEST_CASE("a task has no record of its own: it runs under that of whoever awaits it") {
    rt::task_record mine;
    auto body = []() -> rt::task<rt::task_record*> { co_return rt::current_task(); };
    const rt::as_current scope(&mine);
    CHECK(run_now(body()) == &mine);
}

// One destructor inside the other: see "Dropping is the exception" in runtime/DESIGN.md for the limit.
TEST_CASE("dropping works ten thousand deep") {
    ledger book;
    {
        gate where;
        driven<void> dropped(task_contract::keep_and_wait(book, where, 10'000));
        CHECK(book.alive == 10'000);
    }
    CHECK(book.alive == 0);
    CHECK(book.destroyed == 10'000);
}
