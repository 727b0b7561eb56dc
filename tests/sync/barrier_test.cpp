#include <rt/core/when_all.hpp>
#include <rt/sync/barrier.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace {

rt::task<> rounds(rt::barrier& b, std::string& log, char who, int count, int length) {
    for (int i = 0; i < count; ++i) {
        co_await turns(length);
        log += who;
        const bool last = co_await b.arrive_and_wait();
        if (last) log += " ";
    }
}

rt::task<> cancellable(rt::cancel_scope& scope, rt::task<> inside) { co_await scope.run(std::move(inside)); }

rt::task<> cancel_after(rt::cancel_scope& scope, int length) {
    co_await turns(length);
    scope.cancel();
}

}  // namespace

TEST_CASE(
    "nobody goes on before everybody has come, round after round; one of each round is told that it was the "
    "last") {
    if (world::is_refused()) return;
    rt::barrier b(3);
    std::string log;
    world().run([](rt::barrier& at, std::string& out) -> rt::task<> {
        co_await rt::when_all(rounds(at, out, 'a', 3, 1), rounds(at, out, 'b', 3, 5),
                              rounds(at, out, 'c', 3, 9));
    }(b, log));
    CHECK(log == "abc abc abc ");
}

TEST_CASE("a barrier for one lets everybody pass without suspending") {
    if (world::is_refused()) return;
    rt::barrier b(1);
    std::string log;
    world().run(rounds(b, log, 'a', 3, 0));
    CHECK(log == "a a a ");
}

TEST_CASE("who is cancelled while it waits has not come: the others wait for another") {
    if (world::is_refused()) return;
    rt::barrier b(2);
    std::string log;
    world().run([](rt::barrier& at, std::string& out) -> rt::task<> {
        rt::cancel_scope scope;
        co_await rt::when_all(cancellable(scope, rounds(at, out, 'x', 1, 0)), cancel_after(scope, 1),
                              rounds(at, out, 'a', 1, 4), rounds(at, out, 'b', 1, 8));
        out += std::to_string(at.arrived());
    }(b, log));
    CHECK(log == "xab 0");
}

TEST_CASE("drop() takes a party away, and lets the others go on if it was the one they waited for") {
    if (world::is_refused()) return;
    rt::barrier b(3);
    std::string log;
    world().run([](rt::barrier& at, std::string& out) -> rt::task<> {
        auto leave = [](rt::barrier& where, std::string& o) -> rt::task<> {
            co_await turns(5);
            o += "x";
            where.drop();
        };
        co_await rt::when_all(rounds(at, out, 'a', 2, 1), rounds(at, out, 'b', 2, 2), leave(at, out));
    }(b, log));
    CHECK(log == "abxab ");
    CHECK(b.parties() == 2);
}
