// task_results -- the part of task_contract about when a task runs and what its await gives.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/drive.hpp"
#include "support/gate.hpp"

namespace task_contract {

using notes = std::vector<std::string>;

inline task_under_test<int> note_that_it_runs(notes& log) {
    log.push_back("body");
    co_return 42;
}

inline task_under_test<int> note_around_the_await(notes& log) {
    task_under_test<int> child = note_that_it_runs(log);
    log.push_back("called");
    const int value = co_await std::move(child);
    log.push_back("awaited");
    co_return value;
}

TEST_CASE("the body does not run before the task is awaited") {
    notes log;
    CHECK(run_now(note_around_the_await(log)) == 42);
    CHECK(log == notes{"called", "body", "awaited"});
}

inline task_under_test<void> set_to(int& object, int value) {
    object = value;
    co_return;
}

TEST_CASE("a task<void> is awaited for its effect") {
    int object = 0;
    run_now(set_to(object, 5));
    CHECK(object == 5);
}

inline task_under_test<std::unique_ptr<int>> make_number(int value) {
    co_return std::make_unique<int>(value);
}

inline task_under_test<std::unique_ptr<int>> double_it(task_under_test<std::unique_ptr<int>> number) {
    std::unique_ptr<int> mine = co_await std::move(number);
    *mine *= 2;
    co_return mine;
}

TEST_CASE("a value that can only be moved comes through two tasks") {
    const std::unique_ptr<int> number = run_now(double_it(make_number(21)));
    REQUIRE(number != nullptr);
    CHECK(*number == 42);
}

inline task_under_test<int&> refer_to(int& object) { co_return object; }

inline task_under_test<bool> refers_to(task_under_test<int&> reference, int& object) {
    int& found = co_await std::move(reference);
    co_return &found == &object;
}

TEST_CASE("a task<T&> gives the object itself") {
    int object = 1;
    CHECK(run_now(refers_to(refer_to(object), object)));
}

class no_default {
  public:
    explicit no_default(int number) noexcept : value(number) {}
    int value;
};

inline task_under_test<no_default> make_no_default() { co_return no_default(3); }

TEST_CASE("a result needs no default constructor") { CHECK(run_now(make_no_default()).value == 3); }

inline task_under_test<counted> make_counted(ledger& book) {
    counted local(book, 7);
    co_return local;
}

inline task_under_test<int> value_of_counted(ledger& book) {
    counted mine = co_await make_counted(book);
    co_return mine.value;
}

TEST_CASE("the result is moved to the awaiter and never copied") {
    ledger book;
    CHECK(run_now(value_of_counted(book)) == 7);
    CHECK(book.copies == 0);
}

inline task_under_test<int> fail(ledger& book) {
    counted local(book);
    if (book.alive > 0) throw std::runtime_error("the egg broke");
    co_return 0;
}

inline task_under_test<int> pass_on_failure(ledger& book, int frames) {
    counted local(book);
    int value = 0;
    if (frames > 1)
        value = co_await pass_on_failure(book, frames - 1);
    else
        value = co_await fail(book);
    co_return value;
}

TEST_CASE("an exception crosses three frames and destroys what lives there") {
    ledger book;
    CHECK_THROWS_WITH(run_now(pass_on_failure(book, 3)), "the egg broke");
    CHECK(book.destroyed == 4);
    CHECK(book.alive == 0);
}

inline task_under_test<std::string> try_twice(ledger& book) {
    std::string message;
    for (int i = 0; i < 2; ++i) {
        try {
            co_await fail(book);
        } catch (const std::runtime_error& e) {
            message += e.what();
            message += "; ";
        }
    }
    co_return message;
}

TEST_CASE("an awaiting body can catch and go on awaiting") {
    ledger book;
    CHECK(run_now(try_twice(book)) == "the egg broke; the egg broke; ");
    CHECK(book.alive == 0);
}

inline task_under_test<int> wait_at(gate& where, int value) {
    co_await where;
    co_return value;
}

inline task_under_test<int> one_more_than(task_under_test<int> other) {
    co_return 1 + co_await std::move(other);
}

TEST_CASE("a suspended task suspends its callers, and its end resumes them") {
    gate where;
    driven<int> caller(one_more_than(one_more_than(wait_at(where, 40))));
    REQUIRE(where.has_waiter());
    CHECK_FALSE(caller.done());
    where.open();
    REQUIRE(caller.done());
    CHECK(caller.take() == 42);
}

}  // namespace task_contract
