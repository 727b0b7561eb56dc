#include <memory>
#include <rt/core/cancelled.hpp>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/gate.hpp"

namespace {

rt::detached hold_until_open(counted argument, gate& where, int& seen) {
    co_await where;
    seen = argument.value;
}

rt::detached note_record(rt::task_record*& seen) {
    seen = rt::current_task();
    co_return;
}

rt::detached be_cancelled(counted) {
    throw rt::cancelled();
    co_return;
}

rt::task<int> give(int value) { co_return value; }

rt::detached await_a_task(int& seen) { seen = co_await give(3); }

}  // namespace

TEST_CASE("a detached task runs when it is started, up to its first suspension") {
    ledger book;
    gate where;
    int seen = 0;
    rt::detached work = hold_until_open(counted(book, 9), where, seen);
    CHECK_FALSE(where.has_waiter());
    std::move(work).start();
    REQUIRE(where.has_waiter());
    where.open();
    CHECK(seen == 9);
}

TEST_CASE("a detached task frees its own frame at its end") {
    ledger book;
    gate where;
    int seen = 0;
    hold_until_open(counted(book), where, seen).start();
    CHECK(book.alive == 1);
    where.open();
    CHECK(book.alive == 0);
}

TEST_CASE("a detached task that is never started destroys its arguments") {
    ledger book;
    gate where;
    int seen = 0;
    { const rt::detached dropped = hold_until_open(counted(book), where, seen); }
    CHECK(book.alive == 0);
    CHECK_FALSE(where.has_waiter());
}

TEST_CASE("a detached task runs under its own record, its starter goes on under the one before") {
    rt::task_record mine;
    rt::task_record* seen = nullptr;
    const rt::as_current scope(&mine);
    rt::detached work = note_record(seen);
    const rt::task_record* const its_own = &work.record();
    std::move(work).start();
    CHECK(seen == its_own);
    CHECK(rt::current_task() == &mine);
}

TEST_CASE("being cancelled is no error of a detached task") {
    ledger book;
    be_cancelled(counted(book)).start();
    CHECK(book.alive == 0);
}

TEST_CASE("a detached task awaits tasks") {
    int seen = 0;
    await_a_task(seen).start();
    CHECK(seen == 3);
}
