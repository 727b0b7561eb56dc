// rt::async_generator: what is lent is given back, and what is left half way is closed.
#include <rt/core/async_generator.hpp>
#include <rt/core/task.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/drive.hpp"
#include "support/gate.hpp"

namespace {

// A pool's connection: giving it back takes a round trip.
struct connection {
    explicit connection(std::string& l) noexcept : log(l) {}
    std::string& log;
};

rt::task<> say(std::string& log, std::string word) {
    log += word;
    co_return;
}

rt::async_generator<connection> borrow(std::string& log, ledger& book) {
    const counted local(book);
    connection mine(log);
    log += "open ";
    const std::exception_ptr why = co_yield rt::lend(mine);
    if (why)
        co_await say(log, "rollback ");
    else
        co_await say(log, "commit ");
    co_await say(log, "closed");
}

enum class ending { well, by_exception, by_close };

rt::task<> use(std::string& log, ledger& book, ending how) {
    rt::async_generator<connection> pool = borrow(log, book);
    connection* const mine = co_await pool.next();
    mine->log += "used ";
    if (how == ending::well) {
        co_await pool.next();
    } else if (how == ending::by_exception) {
        co_await pool.throw_in(std::make_exception_ptr(std::runtime_error("full")));
    } else {
        co_await pool.close();
    }
}

}  // namespace

TEST_CASE("what is lent is given back by asking for the next one") {
    std::string log;
    ledger book;
    run_now(use(log, book, ending::well));
    CHECK(log == "open used commit closed");
    CHECK(book.alive == 0);
}

TEST_CASE("the lender is told of the borrower's exception, and cleans up all the same") {
    std::string log;
    ledger book;
    run_now(use(log, book, ending::by_exception));
    CHECK(log == "open used rollback closed");
    CHECK(book.alive == 0);
}

TEST_CASE("the lender is told when it is closed, and cleans up all the same") {
    std::string log;
    ledger book;
    run_now(use(log, book, ending::by_close));
    CHECK(log == "open used rollback closed");
    CHECK(book.alive == 0);
}

TEST_CASE("dropped without close(), destructors run and the clean-up behind the co_yield does not") {
    std::string log;
    ledger book;
    {
        rt::async_generator<connection> pool = borrow(log, book);
        const auto first = [](rt::async_generator<connection>& from) -> rt::task<> { co_await from.next(); };
        run_now(first(pool));
        CHECK(book.alive == 1);
    }
    CHECK(log == "open ");
    CHECK(book.alive == 0);
}

namespace {

rt::async_generator<int> count(std::string& log, ledger& book, gate& last) {
    const counted local(book);
    bool closed = false;
    try {
        for (int i = 0;; ++i) co_yield i;
    } catch (const rt::generator_closed& e) {
        log += e.what();
        closed = true;
    }
    if (closed) co_await last;
}

rt::task<> read_one_and_close(std::string& log, ledger& book, gate& last) {
    rt::async_generator<int> numbers = count(log, book, last);
    co_await numbers.next();
    co_await numbers.close();
    log += book.alive == 0 && !numbers ? ", its frame is free" : ", its frame is kept";
    co_await numbers.close();  // again: nothing
}

}  // namespace

TEST_CASE("close() throws at the co_yield, waits for the clean-up and frees the frame") {
    std::string log;
    ledger book;
    gate last;
    driven<void> reader(read_one_and_close(log, book, last));
    REQUIRE(last.has_waiter());
    CHECK(log == "the generator was closed");
    CHECK(book.alive == 1);
    last.open();
    REQUIRE(reader.done());
    reader.take();
    CHECK(log == "the generator was closed, its frame is free");
}

namespace {

rt::async_generator<int> forever(counted local) {
    for (;;) co_yield local.value;
}

rt::task<int> close_unread(ledger& book) {
    rt::async_generator<int> numbers = forever(counted(book));
    co_await numbers.close();
    co_return book.alive;
}

rt::task<int> close_half_way(ledger& book) {
    rt::async_generator<int> numbers = forever(counted(book));
    co_await numbers.next();
    co_await numbers.close();
    co_return book.alive;
}

rt::async_generator<int> just_one() { co_yield 1; }

rt::task<bool> close_at_the_end() {
    rt::async_generator<int> numbers = just_one();
    co_await numbers.next();
    int* const none = co_await numbers.next();
    co_await numbers.close();
    co_return none == nullptr && !numbers;
}

}  // namespace

TEST_CASE("a body that knows nothing of closing ends at its co_yield") {
    ledger book;
    CHECK(run_now(close_half_way(book)) == 0);
}

TEST_CASE("closing what was never read runs nothing and frees the frame") {
    ledger book;
    CHECK(run_now(close_unread(book)) == 0);
}

TEST_CASE("closing what was read to its end only frees the frame") { CHECK(run_now(close_at_the_end())); }

namespace {

rt::async_generator<int> fail_to_clean_up(ledger& book) {
    const counted local(book);
    int seat = 1;
    const std::exception_ptr why = co_yield rt::lend(seat);
    if (why) throw std::runtime_error("the broom is broken");
}

rt::task<> close_it(ledger& book, int& alive) {
    rt::async_generator<int> seats = fail_to_clean_up(book);
    co_await seats.next();
    try {
        co_await seats.close();
    } catch (...) {
        alive = book.alive;
        throw;
    }
}

}  // namespace

TEST_CASE("what fails in the clean-up comes out of close(), and the frame is free") {
    ledger book;
    int alive = -1;
    CHECK_THROWS_WITH(run_now(close_it(book, alive)), "the broom is broken");
    CHECK(alive == 0);
}

namespace {

rt::async_generator<int> carry_on(std::string& log) {
    for (int i = 0; i < 3; ++i) {
        try {
            co_yield i;
        } catch (const std::runtime_error& e) {
            log += e.what();
        }
    }
}

rt::task<int> throw_in_once(std::string& log) {
    rt::async_generator<int> numbers = carry_on(log);
    co_await numbers.next();
    int* const next = co_await numbers.throw_in(std::make_exception_ptr(std::runtime_error("no")));
    co_return *next;
}

rt::task<> throw_through(ledger& book) {
    rt::async_generator<int> numbers = forever(counted(book));
    co_await numbers.next();
    co_await numbers.throw_in(std::make_exception_ptr(std::runtime_error("through")));
}

}  // namespace

TEST_CASE("a body that catches what is thrown in goes on to its next element") {
    std::string log;
    CHECK(run_now(throw_in_once(log)) == 1);
    CHECK(log == "no");
}

TEST_CASE("what is thrown in and not caught comes back to the reader") {
    ledger book;
    CHECK_THROWS_WITH(run_now(throw_through(book)), "through");
    CHECK(book.alive == 0);
}

namespace {

// Two dependencies of a request, the second built on the first: given back in reverse order, whatever fails.
rt::async_generator<int> dependency(std::string& log, int number) {
    int mine = number;
    const std::exception_ptr why = co_yield rt::lend(mine);
    co_await say(log, std::to_string(mine));
    if (why) co_await say(log, "!");
}

rt::task<> close_in_reverse(std::string& log) {
    std::vector<rt::async_generator<int>> open;
    for (int i = 1; i <= 3; ++i) {
        open.push_back(dependency(log, i));
        co_await open.back().next();
    }
    while (!open.empty()) {
        co_await open.back().close();
        open.pop_back();
    }
}

}  // namespace

TEST_CASE("a stack of generators is closed in reverse order") {
    std::string log;
    run_now(close_in_reverse(log));
    CHECK(log == "3!2!1!");
}
