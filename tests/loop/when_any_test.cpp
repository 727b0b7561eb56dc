#include <rt/core/when_any.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<int> number_after(int n, rt::duration wait) {
    co_await rt::sleep_for(wait);
    co_return n;
}

rt::task<std::string> text_after(std::string text, rt::duration wait) {
    co_await rt::sleep_for(wait);
    co_return text;
}

rt::task<> sleep_an_hour(ledger& book) {
    const counted held(book);
    co_await rt::sleep_for(1h);
}

rt::task<> fail(const char* why) {
    co_await rt::yield();
    throw std::runtime_error(why);
}

rt::task<> fail_when_cancelled(const char* why) {
    try {
        co_await rt::sleep_for(1h);
    } catch (const rt::cancelled&) {
        throw std::runtime_error(why);
    }
}

}  // namespace

TEST_CASE("the first to finish wins, whichever place it has") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const auto first = co_await rt::when_any(number_after(1, 1ms), text_after("two", 1h));
        CHECK(first.index == 0);
        CHECK(std::get<0>(first.value) == 1);
        const auto second = co_await rt::when_any(number_after(1, 1h), text_after("two", 1ms));
        CHECK(second.index == 1);
        CHECK(std::get<1>(second.value) == "two");
    }());
}

TEST_CASE("of many, the losers are cancelled and have ended when it returns") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        std::vector<rt::task<>> all;
        for (int i = 0; i < 50; ++i) all.push_back(sleep_an_hour(l));
        all.push_back([]() -> rt::task<> { co_await rt::yield(); }());
        const auto won = co_await rt::when_any(std::move(all));
        CHECK(won.index == 50);
        CHECK(l.alive == 0);
        CHECK(l.destroyed == 50);
    }(book));
}

TEST_CASE("of two that are done at once the one in front wins") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const auto at_once = [](int n) -> rt::task<int> { co_return n; };
        const auto won = co_await rt::when_any(at_once(1), at_once(2));
        CHECK(won.index == 0);
    }());
}

TEST_CASE("an exception counts as finishing") {
    if (world::is_refused()) return;
    ledger book;
    bool thrown = false;
    world().run([](ledger& l, bool& t) -> rt::task<> {
        try {
            static_cast<void>(co_await rt::when_any(sleep_an_hour(l), fail("first")));
        } catch (const std::runtime_error& e) {
            t = std::string(e.what()) == "first";
        }
    }(book, thrown));
    CHECK(thrown);
    CHECK(book.alive == 0);
}

TEST_CASE("what losers throw is not lost") {
    if (world::is_refused()) return;
    std::string text;
    world().run([](std::string& t) -> rt::task<> {
        try {
            static_cast<void>(co_await rt::when_any(fail_when_cancelled("second"), fail("first")));
        } catch (const rt::exception_group& several) {
            t = several.what();
        }
    }(text));
    CHECK(text == "2 tasks failed: first; second");
}

TEST_CASE("a cancellation from outside cancels all of them and passes through") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        const auto race = [](ledger& of) -> rt::task<> {
            static_cast<void>(co_await rt::when_any(sleep_an_hour(of), sleep_an_hour(of)));
        };
        const bool ended = co_await rt::move_on_after(1ms, race(l));
        CHECK_FALSE(ended);
    }(book));
    CHECK(book.alive == 0);
}
