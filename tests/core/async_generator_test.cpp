// rt::async_generator: reading.
#include <rt/core/async_generator.hpp>
#include <rt/core/task.hpp>
#include <rt/core/task_record.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/drive.hpp"
#include "support/gate.hpp"
#include "support/stack_meter.hpp"

namespace {

using notes = std::vector<std::string>;

rt::async_generator<int> count_to(int last, notes& log) {
    log.push_back("begin");
    for (int i = 1; i <= last; ++i) co_yield i;
    log.push_back("end");
}

rt::task<> read_all(rt::async_generator<int> numbers, notes& log) {
    for (int* n = co_await numbers.next(); n != nullptr; n = co_await numbers.next())
        log.push_back("read " + std::to_string(*n));
}

}  // namespace

TEST_CASE("the body does not run before the first next() is awaited") {
    notes log;
    rt::async_generator<int> numbers = count_to(2, log);
    CHECK(log.empty());
    run_now(read_all(std::move(numbers), log));
    CHECK(log == notes{"begin", "read 1", "read 2", "end"});
}

namespace {

rt::async_generator<int> wait_between(gate& where, counted local) {
    for (int i = 0;; ++i) {
        co_await where;
        co_yield local.value + i;
    }
}

rt::task<int> sum_of_two(rt::async_generator<int> numbers) {
    const int first = *co_await numbers.next();
    const int second = *co_await numbers.next();
    co_return first + second;
}

}  // namespace

TEST_CASE("the body awaits, and its reader waits with it") {
    ledger book;
    gate where;
    {
        driven<int> sum(sum_of_two(wait_between(where, counted(book, 10))));
        REQUIRE(where.has_waiter());
        where.open();
        CHECK_FALSE(sum.done());
        where.open();
        REQUIRE(sum.done());
        CHECK(sum.take() == 10 + 11);
    }
    CHECK(book.alive == 0);
}

TEST_CASE("dropped while its body awaits, everything in its frame is destroyed") {
    ledger book;
    gate where;
    {
        driven<int> sum(sum_of_two(wait_between(where, counted(book))));
        REQUIRE(where.has_waiter());
        CHECK(book.alive == 1);
    }
    CHECK(book.alive == 0);
}

TEST_CASE("dropped before it has begun, it destroys its arguments and runs nothing") {
    ledger book;
    gate where;
    { const rt::async_generator<int> dropped = wait_between(where, counted(book)); }
    CHECK(book.alive == 0);
    CHECK_FALSE(where.has_waiter());
}

namespace {

rt::async_generator<std::string> same_word(std::string& word) {
    for (;;) co_yield word;
}

rt::task<notes> take_words(rt::async_generator<std::string> words, int count) {
    notes mine;
    for (int i = 0; i < count; ++i) mine.push_back(std::move(*co_await words.next()));
    co_return mine;
}

rt::async_generator<std::unique_ptr<int>> parcels() {
    co_yield std::make_unique<int>(1);
    auto second = std::make_unique<int>(2);
    co_yield std::move(second);
}

rt::task<int> open_parcels(rt::async_generator<std::unique_ptr<int>> all) {
    int sum = 0;
    for (auto* one = co_await all.next(); one != nullptr; one = co_await all.next()) {
        const std::unique_ptr<int> mine = std::move(*one);
        sum += *mine;
    }
    co_return sum;
}

rt::async_generator<int&> each(std::vector<int>& numbers) {
    for (int& n : numbers) co_yield n;
}

rt::task<> double_each(rt::async_generator<int&> numbers) {
    for (int* n = co_await numbers.next(); n != nullptr; n = co_await numbers.next()) *n *= 2;
}

}  // namespace

TEST_CASE("of a plain T an element is the reader's: what has a name in the body is copied") {
    std::string word = "a word that is too long to stand in the string itself";
    const std::string before = word;
    CHECK(run_now(take_words(same_word(word), 2)) == notes{before, before});
    CHECK(word == before);
}

TEST_CASE("elements that can only be moved are moved to the reader") {
    CHECK(run_now(open_parcels(parcels())) == 3);
}

TEST_CASE("an async_generator<T&> gives the body's own objects") {
    std::vector<int> numbers{1, 2, 3};
    run_now(double_each(each(numbers)));
    CHECK(numbers == std::vector<int>{2, 4, 6});
}

namespace {

rt::task<int> fail() {
    throw std::runtime_error("the hens are on strike");
    co_return 0;
}

rt::async_generator<int> fail_after_one(ledger& book) {
    const counted local(book);
    co_yield 1;
    const int never = co_await fail();
    co_yield never;
}

rt::task<int> note_failure(ledger& book, std::string& message) {
    rt::async_generator<int> numbers = fail_after_one(book);
    const int first = *co_await numbers.next();
    try {
        co_await numbers.next();
    } catch (const std::runtime_error& e) {
        message = e.what();
    }
    co_return first;
}

}  // namespace

TEST_CASE("after its end, by an exception too, it stays at the end") {
    ledger book;
    auto read_on = [](ledger& own) -> rt::task<int> {
        rt::async_generator<int> numbers = fail_after_one(own);
        co_await numbers.next();
        int thrown = 0;
        try {
            co_await numbers.next();
        } catch (const std::runtime_error&) {
            ++thrown;
        }
        for (int i = 0; i < 2; ++i) {
            const int* const more = co_await numbers.next();
            if (more == nullptr) ++thrown;
        }
        co_return thrown;
    };
    CHECK(run_now(read_on(book)) == 3);
}

TEST_CASE("an exception reaches the reader at the next() that met it") {
    ledger book;
    std::string message;
    CHECK(run_now(note_failure(book, message)) == 1);
    CHECK(message == "the hens are on strike");
    CHECK(book.alive == 0);
}

namespace {

rt::task<int> give(int value) { co_return value; }

rt::async_generator<int> meter(int count, stack_meter& stack) {
    for (int i = 0; i < count; ++i) {
        const int one = co_await give(1);
        stack.here();
        co_yield one;
    }
}

rt::async_generator<int> pass_on(rt::async_generator<int> numbers) {
    for (int* n = co_await numbers.next(); n != nullptr; n = co_await numbers.next()) co_yield *n;
}

rt::task<int> sum_up(rt::async_generator<int> numbers, stack_meter& stack) {
    int sum = 0;
    for (int* n = co_await numbers.next(); n != nullptr; n = co_await numbers.next()) {
        stack.here();
        sum += *n;
    }
    co_return sum;
}

}  // namespace

TEST_CASE("a million elements through two generators leave the stack where it was") {
    stack_meter stack;
    CHECK(run_now(sum_up(pass_on(meter(1'000, stack)), stack)) == 1'000);
    REQUIRE(stack.is_flat());
    CHECK(run_now(sum_up(pass_on(meter(1'000'000, stack)), stack)) == 1'000'000);
    CHECK(stack.is_flat());
}

namespace {

rt::async_generator<rt::task_record*> records() {
    for (;;) co_yield rt::current_task();
}

rt::task<rt::task_record*> one_of(rt::async_generator<rt::task_record*>& all) {
    co_return *co_await all.next();
}

}  // namespace

TEST_CASE("the body runs in the line of execution of whoever reads") {
    rt::async_generator<rt::task_record*> all = records();
    rt::task_record first, second;
    {
        const rt::as_current here(&first);
        CHECK(run_now(one_of(all)) == &first);
    }
    const rt::as_current here(&second);
    CHECK(run_now(one_of(all)) == &second);
}
