#include <rt/core/cancel_scope.hpp>
#include <rt/core/when_all.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/sync/event.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> sleep_an_hour() { co_await rt::sleep_for(1h); }

rt::task<> keep(ledger& book, rt::task<> work) {
    const counted held(book);
    co_await std::move(work);
}

rt::task<> cancel_later(rt::cancel_scope& scope) {
    co_await rt::yield();
    scope.cancel();
}

rt::task<int> answer() {
    co_await rt::yield();
    co_return 42;
}

rt::task<> wait_for(rt::event& e) { co_await e.wait(); }

rt::task<> receive_nothing(int fd) {
    std::array<char, 8> buffer{};
    static_cast<void>(co_await receive(fd, buffer));
}

}  // namespace

TEST_CASE("a scope that nobody cancels returns what the work returned") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::cancel_scope scope;
        const std::optional<int> got = co_await scope.run(answer());
        CHECK(got == 42);
        CHECK_FALSE(scope.cancel_called());
    }());
}

TEST_CASE("cancelling ends a sleep, and destroys what the work had") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        rt::cancel_scope scope;
        rt::spawn(cancel_later(scope));
        const bool ended = co_await scope.run(keep(l, sleep_an_hour()));
        CHECK_FALSE(ended);
    }(book));
    CHECK(book.alive == 0);
}

TEST_CASE("cancelling ends an operation in the kernel and a wait for an event") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    here.run([](int fd) -> rt::task<> {
        rt::cancel_scope first;
        rt::spawn(cancel_later(first));
        const bool received = co_await first.run(receive_nothing(fd));
        CHECK_FALSE(received);
        rt::event never_set;
        rt::cancel_scope second;
        rt::spawn(cancel_later(second));
        const bool was_set = co_await second.run(wait_for(never_set));
        CHECK_FALSE(was_set);
    }(near));
}

TEST_CASE("cancellation is a level: every await inside throws, until the exception has left the scope") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    std::string log;
    here.run([](std::string& out, int fd) -> rt::task<> {
        const auto stubborn = [](std::string& o, int f) -> rt::task<> {
            try {
                co_await rt::sleep_for(1h);
            } catch (const rt::cancelled&) {
                o += "sleep ";
            }
            try {
                static_cast<void>(co_await send(f, "not sent"));
            } catch (const rt::cancelled&) {
                o += "send ";
            }
            rt::event e;
            e.set();
            try {
                co_await e.wait();
            } catch (const rt::cancelled&) {
                o += "event ";
            }
            co_await rt::yield();
            o += "not reached";
        };
        rt::cancel_scope scope;
        rt::spawn(cancel_later(scope));
        const bool ended = co_await scope.run(stubborn(out, fd));
        CHECK_FALSE(ended);
        co_await rt::yield();  // outside nothing is cancelled
    }(log, near));
    CHECK(log == "sleep send event ");
}

TEST_CASE("a scope catches its own cancellation, and lets that of a scope around it pass") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::cancel_scope outer;
        bool inner_returned = false;
        const auto middle = [](bool& returned) -> rt::task<> {
            rt::cancel_scope inner;
            static_cast<void>(co_await inner.run(sleep_an_hour()));
            returned = true;
        };
        rt::spawn(cancel_later(outer));
        const bool ended = co_await outer.run(middle(inner_returned));
        CHECK_FALSE(ended);
        CHECK_FALSE(inner_returned);
    }());
}

TEST_CASE("a shield keeps cancellation from outside away, and is cancelled itself all the same") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        rt::cancel_scope outer;
        const auto cleans_up = [](std::string& o) -> rt::task<> {
            const auto say_goodbye = [](std::string& said) -> rt::task<> {
                co_await rt::sleep_for(1ms);
                said += "goodbye ";
                co_await rt::sleep_for(1h);
            };
            bool cut = false;
            try {
                co_await rt::sleep_for(1h);
            } catch (const rt::cancelled&) {
                cut = true;
            }
            if (cut) {
                rt::deadline_scope last_words(5ms, rt::shield::yes);
                const bool ended = co_await last_words.run(say_goodbye(o));
                if (!ended) o += "in time ";
            }
            co_await rt::yield();
            o += "not reached";
        };
        rt::spawn(cancel_later(outer));
        const bool ended = co_await outer.run(cleans_up(out));
        CHECK_FALSE(ended);
    }(log));
    CHECK(log == "goodbye in time ");
}

TEST_CASE("cancelling reaches every child that runs beside others inside") {
    if (world::is_refused()) return;
    ledger book;
    world().run([](ledger& l) -> rt::task<> {
        rt::cancel_scope scope;
        const auto many = [](ledger& of) -> rt::task<> {
            std::vector<rt::task<>> sleepers;
            for (int i = 0; i < 100; ++i) sleepers.push_back(keep(of, sleep_an_hour()));
            co_await rt::when_all(std::move(sleepers));
        };
        rt::spawn(cancel_later(scope));
        const bool ended = co_await scope.run(many(l));
        CHECK_FALSE(ended);
    }(book));
    CHECK(book.alive == 0);
}

TEST_CASE("what has its result already delivers it, and the next await throws") {
    if (world::is_refused()) return;
    world here;
    const auto [near, far] = here.socket_pair();
    std::size_t received = 0;
    here.run([](int in, int out, std::size_t& bytes) -> rt::task<> {
        rt::cancel_scope scope;
        const auto reads = [](int f, std::size_t& n) -> rt::task<> {
            std::array<char, 8> buffer{};
            const auto got = co_await receive(f, buffer);
            n = *got;
            co_await rt::yield();
            n = 0;  // not reached
        };
        const auto writes_and_cancels = [](int f, rt::cancel_scope& s) -> rt::task<> {
            static_cast<void>(co_await send(f, "data"));
            s.cancel();
        };
        rt::spawn(writes_and_cancels(out, scope));
        const bool ended = co_await scope.run(reads(in, bytes));
        CHECK_FALSE(ended);
    }(near, far, received));
    CHECK(received == 4);
}

TEST_CASE(
    "an event that is set in the moment of a cancellation wakes its waiter once, without an exception") {
    if (world::is_refused()) return;
    bool woke = false;
    world().run([](bool& w) -> rt::task<> {
        rt::event e;
        rt::cancel_scope scope;
        const auto waits = [](rt::event& on, bool& out) -> rt::task<> {
            co_await on.wait();
            out = true;
        };
        const auto both = [](rt::event& on, rt::cancel_scope& s) -> rt::task<> {
            co_await rt::yield();
            on.set();
            s.cancel();
        };
        rt::spawn(both(e, scope));
        const bool ended = co_await scope.run(waits(e, w));
        CHECK(ended);
    }(woke));
    CHECK(woke);
}

TEST_CASE("a scope that is cancelled before it runs lets the work begin, up to its first await") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::cancel_scope scope;
        scope.cancel();
        bool began = false;
        const auto begins = [](bool& b) -> rt::task<> {
            b = true;
            co_await rt::sleep_for(1h);
        };
        const bool ended = co_await scope.run(begins(began));
        CHECK_FALSE(ended);
        CHECK(began);
    }());
}

TEST_CASE("an error of the work leaves a cancelled scope: it is not taken for the cancellation") {
    if (world::is_refused()) return;
    bool seen = false;
    world().run([](bool& caught) -> rt::task<> {
        rt::cancel_scope scope;
        const auto fails = []() -> rt::task<> {
            try {
                co_await rt::sleep_for(1h);
            } catch (const rt::cancelled&) {
                throw std::runtime_error("could not clean up");
            }
        };
        rt::spawn(cancel_later(scope));
        try {
            static_cast<void>(co_await scope.run(fails()));
        } catch (const std::runtime_error&) {
            caught = true;
        }
    }(seen));
    CHECK(seen);
}

TEST_CASE("a deadlock unwinds what is parked before it is thrown") {
    if (world::is_refused()) return;
    ledger book;
    const auto parked = [](ledger& l) -> rt::task<> {
        rt::event never_set;
        rt::spawn(keep(l, wait_for(never_set)));
        co_await keep(l, wait_for(never_set));
    };
    CHECK_THROWS_AS(world().run(parked(book)), rt::deadlock);
    CHECK(book.alive == 0);
}
