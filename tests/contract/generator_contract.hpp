// generator_contract -- what every generator of the kit owes: a lesson's toy, the learner's, its solution and
// rt::generator.
//
//     template <class T> using generator_under_test = rt::generator<T>;
//     #include "contract/generator_contract.hpp"
//
// Asked for: co_yield in the body, a range-for outside, moved and not copied.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/stack_meter.hpp"

namespace generator_contract {

using notes = std::vector<std::string>;

inline generator_under_test<int> count_to(int last, notes& log) {
    log.push_back("begin");
    for (int i = 1; i <= last; ++i) {
        log.push_back("make " + std::to_string(i));
        co_yield int(i);
    }
    log.push_back("end");
}

TEST_CASE("the body does not run before the first element is asked for") {
    notes log;
    generator_under_test<int> numbers = count_to(3, log);
    CHECK(log.empty());
    for (const int n : numbers) {
        CHECK(n == 1);
        break;
    }
    CHECK(log == notes{"begin", "make 1"});
}

TEST_CASE("body and reader take turns, and the loop ends when the body does") {
    notes log;
    for (const int n : count_to(2, log)) log.push_back("read " + std::to_string(n));
    CHECK(log == notes{"begin", "make 1", "read 1", "make 2", "read 2", "end"});
}

inline generator_under_test<int> nothing() { co_return; }

TEST_CASE("a body that yields nothing is an empty loop") {
    int elements = 0;
    for (const int n : nothing()) elements += n + 1;
    CHECK(elements == 0);
}

inline generator_under_test<int> without_end(counted start) {
    for (int i = start.value;; ++i) co_yield int(i);
}

TEST_CASE("a generator that is never read destroys its arguments and runs nothing") {
    ledger book;
    {
        const generator_under_test<int> dropped = without_end(counted(book));
        CHECK(book.alive == 1);
    }
    CHECK(book.alive == 0);
}

TEST_CASE("a sequence without an end is dropped half way, with everything in its frame") {
    ledger book;
    int sum = 0;
    for (const int n : without_end(counted(book, 1))) {
        if (n == 5) break;
        sum += n;
    }
    CHECK(sum == 1 + 2 + 3 + 4);
    CHECK(book.alive == 0);
}

TEST_CASE("a generator is moved and not copied, and owns its frame alone") {
    STATIC_REQUIRE_FALSE(std::is_copy_constructible_v<generator_under_test<int>>);
    STATIC_REQUIRE_FALSE(std::is_copy_assignable_v<generator_under_test<int>>);
    ledger book;
    {
        generator_under_test<int> first = without_end(counted(book, 7));
        generator_under_test<int> second = std::move(first);
        for (const int n : second) {
            CHECK(n == 7);
            break;
        }
        CHECK(book.alive == 1);
    }
    CHECK(book.alive == 0);
}

inline generator_under_test<std::unique_ptr<int>> parcels(int count) {
    for (int i = 0; i < count; ++i) co_yield std::make_unique<int>(i);
}

TEST_CASE("elements that can only be moved are moved to the reader") {
    std::vector<std::unique_ptr<int>> mine;
    for (auto&& parcel : parcels(3)) mine.push_back(std::move(parcel));
    REQUIRE(mine.size() == 3);
    CHECK(*mine[2] == 2);
}

inline generator_under_test<int> fail_after(int good, ledger& book) {
    const counted local(book);
    for (int i = 0; i < good; ++i) co_yield int(i);
    throw std::runtime_error("the hens are on strike");
}

TEST_CASE("an exception reaches the reader where it asked for the next element") {
    ledger book;
    int elements = 0;
    const auto read_all = [&] {
        for (const int n : fail_after(2, book)) elements += n + 1;
    };
    CHECK_THROWS_WITH(read_all(), "the hens are on strike");
    CHECK(elements == 1 + 2);
    CHECK(book.alive == 0);
}

inline generator_under_test<int> pass_on(generator_under_test<int> source, int times) {
    for (const int n : source) co_yield n* times;
}

TEST_CASE("generators are stages of a pipeline: one element at a time goes all the way") {
    notes log;
    for (const int n : pass_on(pass_on(count_to(2, log), 10), 10)) log.push_back("read " + std::to_string(n));
    CHECK(log == notes{"begin", "make 1", "read 100", "make 2", "read 200", "end"});
}

inline generator_under_test<int> meter(int count, stack_meter& stack) {
    for (int i = 0; i < count; ++i) {
        stack.here();
        co_yield 1;
    }
}

TEST_CASE("a million elements leave the stack where it was") {
    stack_meter stack;
    int sum = 0;
    for (const int n : meter(1'000'000, stack)) sum += n;
    CHECK(sum == 1'000'000);
    CHECK(stack.is_flat());
}

}  // namespace generator_contract
