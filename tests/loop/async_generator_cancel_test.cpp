// rt::async_generator on a loop: its reader is told to stop.
#include <rt/core/async_generator.hpp>
#include <rt/core/cancel_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::async_generator<int> tick(std::string& log, counted local) {
    for (int i = local.value;; ++i) {
        co_yield i;
        try {
            co_await rt::sleep_for(1h);
        } catch (const rt::cancelled&) {
            log += "the body is told, ";
            throw;
        }
    }
}

rt::task<> read(std::string& log, ledger& book, rt::cancel_scope& scope) {
    rt::async_generator<int> ticks = tick(log, counted(book));
    const int first = *co_await ticks.next();
    scope.cancel();
    try {
        co_await ticks.next();
    } catch (const rt::cancelled&) {
        log += first == 0 ? "and lets it through" : "";
        throw;
    }
}

rt::task<> cancel_the_reader(std::string& log, ledger& book) {
    rt::cancel_scope scope;
    co_await scope.run(read(log, book, scope));
}

rt::async_generator<std::string> lend_a_seat(std::string& log) {
    std::string seat = "seat ";
    const std::exception_ptr why = co_yield rt::lend(seat);
    try {
        co_await rt::sleep_for(1us);  // stands for a round trip to whom it belongs
        log += why ? "given back" : "kept";
    } catch (const rt::cancelled&) {
        log += "not given back";
        throw;
    }
}

rt::task<> close_now(rt::async_generator<std::string>& seats) { co_await seats.close(); }

rt::task<> use_a_seat(std::string& log, rt::cancel_scope& scope, rt::shield how) {
    rt::async_generator<std::string> seats = lend_a_seat(log);
    log += *co_await seats.next();
    scope.cancel();
    rt::cancel_scope cleaning(how);
    co_await cleaning.run(close_now(seats));
}

rt::task<> cancel_who_sits(std::string& log, rt::shield how) {
    rt::cancel_scope scope;
    co_await scope.run(use_a_seat(log, scope, how));
}

}  // namespace

TEST_CASE("a cancelled reader cancels the body's await, and has the exception from next()") {
    if (world::is_refused()) return;
    std::string log;
    ledger book;
    world().run(cancel_the_reader(log, book));
    CHECK(log == "the body is told, and lets it through");
    CHECK(book.alive == 0);
}

TEST_CASE("close() in a shield cleans up although its scope is cancelled") {
    if (world::is_refused()) return;
    std::string log;
    world().run(cancel_who_sits(log, rt::shield::yes));
    CHECK(log == "seat given back");
}

TEST_CASE("close() without a shield is cancelled with its scope") {
    if (world::is_refused()) return;
    std::string log;
    world().run(cancel_who_sits(log, rt::shield::no));
    CHECK(log == "seat not given back");
}
