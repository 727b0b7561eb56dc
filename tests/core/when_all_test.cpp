#include <memory>
#include <rt/core/when_all.hpp>
#include <stdexcept>
#include <string>
#include <tuple>
#include <vector>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/drive.hpp"
#include "support/gate.hpp"
#include "support/stack_meter.hpp"

namespace {

rt::task<int> give(int value) { co_return value; }
rt::task<void> do_nothing() { co_return; }
rt::task<int&> refer_to(int& object) { co_return object; }
rt::task<std::unique_ptr<int>> make_number(int value) { co_return std::make_unique<int>(value); }

rt::task<int> wait_at(gate& where, int value) {
    co_await where;
    co_return value;
}

rt::task<int> fail(std::string message) {
    if (!message.empty()) throw std::runtime_error(message);
    co_return 0;
}

rt::task<int> wait_then_fail(gate& where, std::string message) {
    co_await where;
    throw std::runtime_error(message);
    co_return 0;
}

}  // namespace

TEST_CASE("when_all gives the results in the order of its arguments") {
    const auto [number, text] = run_now(rt::when_all(give(1), make_number(2)));
    CHECK(number == 1);
    CHECK(*text == 2);
}

TEST_CASE("a void child gives an empty struct, a reference a pointer") {
    int object = 0;
    const auto results = run_now(rt::when_all(do_nothing(), refer_to(object)));
    CHECK(std::tuple_size_v<decltype(results)> == 2);
    CHECK(std::get<1>(results) == &object);
}

TEST_CASE("when_all of nothing is done at once") {
    CHECK(run_now(rt::when_all()) == std::tuple<>());
    CHECK(run_now(rt::when_all(std::vector<rt::task<int>>())).empty());
}

TEST_CASE("when_all starts every child before it waits for one") {
    gate first, second;
    const driven<std::tuple<int, int>> both(rt::when_all(wait_at(first, 1), wait_at(second, 2)));
    CHECK(first.has_waiter());
    CHECK(second.has_waiter());
}

TEST_CASE("the caller of when_all resumes when the last child ends, whichever it is") {
    gate first, second;
    driven<std::tuple<int, int>> both(rt::when_all(wait_at(first, 1), wait_at(second, 2)));
    second.open();
    CHECK_FALSE(both.done());
    first.open();
    REQUIRE(both.done());
    CHECK(both.take() == std::tuple(1, 2));
}

TEST_CASE("a child that ends at once does not resume a caller that still starts the others") {
    gate last;
    driven<std::tuple<int, int>> both(rt::when_all(give(1), wait_at(last, 2)));
    CHECK_FALSE(both.done());
    last.open();
    CHECK(both.take() == std::tuple(1, 2));
}

TEST_CASE("an error of one child leaves when_all only after the others have ended") {
    gate slow;
    driven<std::tuple<int, int>> both(rt::when_all(fail("at once"), wait_at(slow, 2)));
    CHECK_FALSE(both.done());
    slow.open();
    REQUIRE(both.done());
    CHECK_THROWS_WITH(both.take(), "at once");
}

TEST_CASE("of several errors the first in argument order comes out, not the first in time") {
    gate slow;
    driven<std::tuple<int, int>> both(rt::when_all(wait_then_fail(slow, "slow"), fail("quick")));
    slow.open();
    CHECK_THROWS_WITH(both.take(), "slow");
}

TEST_CASE("when_all takes a number of tasks known only at run time") {
    constexpr int count = 1'000;
    std::vector<gate> gates(count);
    std::vector<rt::task<int>> tasks;
    for (int i = 0; i < count; ++i) tasks.push_back(wait_at(gates[static_cast<std::size_t>(i)], i));
    driven<std::vector<int>> all(rt::when_all(std::move(tasks)));
    for (auto each = gates.rbegin(); each != gates.rend(); ++each) {
        CHECK_FALSE(all.done());
        each->open();
    }
    REQUIRE(all.done());
    const std::vector<int> values = all.take();
    REQUIRE(values.size() == count);
    CHECK(values.front() == 0);
    CHECK(values.back() == count - 1);
}

TEST_CASE("a vector of void tasks is awaited for its effect") {
    std::vector<rt::task<void>> tasks;
    tasks.push_back(do_nothing());
    tasks.push_back(do_nothing());
    CHECK(run_now(rt::when_all(std::move(tasks))).size() == 2);
}

namespace {

rt::task<counted> make_counted(ledger& book, int value) { co_return counted(book, value); }

}  // namespace

TEST_CASE("when_all moves results and never copies them") {
    ledger book;
    {
        const auto results = run_now(rt::when_all(make_counted(book, 1), make_counted(book, 2)));
        CHECK(std::get<0>(results).value == 1);
        CHECK(std::get<1>(results).value == 2);
        CHECK(book.alive == 2);
    }
    CHECK(book.copies == 0);
    CHECK(book.alive == 0);
}

TEST_CASE("dropping a suspended when_all destroys its children") {
    ledger book;
    gate never;
    const auto keep = [](ledger& b, gate& g) -> rt::task<void> {
        const counted local(b);
        co_await g;
    };
    {
        driven<std::tuple<rt::detail::stored<void>>> dropped(rt::when_all(keep(book, never)));
        CHECK(book.alive == 1);
    }
    CHECK(book.alive == 0);
}

namespace {

rt::task<rt::task_record*> record_of_child() { co_return rt::current_task(); }

}  // namespace

TEST_CASE("each child runs under a record of its own, the caller goes on under its own") {
    rt::task_record mine;
    rt::task_record* after = nullptr;
    const auto body = [](rt::task_record*& then) -> rt::task<bool> {
        const auto [first, second] = co_await rt::when_all(record_of_child(), record_of_child());
        then = rt::current_task();
        co_return first != second&& first != nullptr&& second != nullptr;
    };
    const rt::as_current scope(&mine);
    CHECK(run_now(body(after)));
    CHECK(after == &mine);
}

TEST_CASE("the caller's record is current again when the last child ends elsewhere") {
    rt::task_record mine, other;
    gate last;
    rt::task_record* after = nullptr;
    const auto body = [](gate& g, rt::task_record*& then) -> rt::task<void> {
        co_await rt::when_all(wait_at(g, 1));
        then = rt::current_task();
    };
    const rt::as_current scope(&mine);
    driven<void> work(body(last, after));
    const rt::as_current elsewhere(&other);
    last.open();
    REQUIRE(work.done());
    CHECK(after == &mine);
}

namespace {

rt::task<int> join_in_a_row(int count, stack_meter& stack) {
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        const auto [one] = co_await rt::when_all(give(1));
        stack.here();
        sum += one;
    }
    co_return sum;
}

}  // namespace

TEST_CASE("joining again and again leaves the stack where it was") {
    stack_meter stack;
    CHECK(run_now(join_in_a_row(1'000, stack)) == 1'000);
    CHECK(stack.is_flat());
}
