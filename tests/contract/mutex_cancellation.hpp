// mutex_cancellation -- the part of mutex_contract about who is told to stop while it waits.
#pragma once

#include <rt/core/cancel_scope.hpp>
#include <rt/core/when_all.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace mutex_contract {

inline rt::task<> hold_for(mutex_under_test& m, int length) {
    const auto guard = co_await m.lock();
    co_await turns(length);
}

inline rt::task<> lock_and_say(mutex_under_test& m, std::string& log, char who) {
    const auto guard = co_await m.lock();
    log += who;
}

inline rt::task<> in_scope(rt::cancel_scope& scope, rt::task<> work, std::string& log) {
    const bool ended = co_await scope.run(std::move(work));
    if (!ended) log += "cancelled ";
}

inline rt::task<> cancel_after(rt::cancel_scope& scope, int length) {
    co_await turns(length);
    scope.cancel();
}

TEST_CASE("a cancelled waiter leaves the queue at once, and those behind it move up") {
    if (world::is_refused()) return;
    mutex_under_test m;
    std::string log;
    world().run([](mutex_under_test& lock, std::string& out) -> rt::task<> {
        rt::cancel_scope scope;
        co_await rt::when_all(hold_for(lock, 10), in_scope(scope, lock_and_say(lock, out, 'a'), out),
                              lock_and_say(lock, out, 'b'), cancel_after(scope, 1));
    }(m, log));
    CHECK(log == "cancelled b");
    CHECK(static_cast<bool>(m.try_lock()));
}

TEST_CASE("in a cancelled scope even a free mutex is not locked") {
    if (world::is_refused()) return;
    mutex_under_test m;
    std::string log;
    world().run([](mutex_under_test& lock, std::string& out) -> rt::task<> {
        rt::cancel_scope scope;
        scope.cancel();
        co_await in_scope(scope, lock_and_say(lock, out, 'a'), out);
    }(m, log));
    CHECK(log == "cancelled ");
    CHECK(static_cast<bool>(m.try_lock()));
}

// Handed the lock and cancelled in the same turn, a waiter may keep it or pass it on, but it must not be lost.
TEST_CASE("whenever a waiter is cancelled, the lock is not lost") {
    if (world::is_refused()) return;
    for (int when = 0; when < 8; ++when) {
        mutex_under_test m;
        std::string log;
        world().run([](mutex_under_test& lock, std::string& out, int after) -> rt::task<> {
            rt::cancel_scope scope;
            co_await rt::when_all(cancel_after(scope, after), hold_for(lock, 3),
                                  in_scope(scope, lock_and_say(lock, out, 'a'), out),
                                  lock_and_say(lock, out, 'b'));
        }(m, log, when));
        INFO("cancelled after " << when << " turns: " << log);
        CHECK(log.back() == 'b');
        CHECK(static_cast<bool>(m.try_lock()));
    }
}

}  // namespace mutex_contract
