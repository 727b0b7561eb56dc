// rt::mutex keeps the contract of every mutex, and adds: who was handed the lock has it, cancelled or not.
#include <rt/sync/mutex.hpp>

using mutex_under_test = rt::mutex;
#include "contract/mutex_contract.hpp"

namespace {

rt::task<> lock_and_wait(rt::mutex& m, std::string& log) {
    const auto guard = co_await m.lock();
    log += "has it, ";
    co_await rt::yield();
    log += "goes on, ";
}

rt::task<> unlock_and_cancel(rt::mutex& m, rt::cancel_scope& scope) {
    {
        const auto guard = co_await m.lock();
        co_await turns(1);
    }
    scope.cancel();
}

rt::task<> hand_over_and_cancel(rt::mutex& m, std::string& log) {
    rt::cancel_scope scope;
    co_await rt::when_all(unlock_and_cancel(m, scope),
                          mutex_contract::in_scope(scope, lock_and_wait(m, log), log));
    log += m.is_locked() ? "and keeps it" : "and has unlocked it";
}

}  // namespace

TEST_CASE("who was handed the lock and then cancelled has it; the next await throws") {
    if (world::is_refused()) return;
    rt::mutex m;
    std::string log;
    world().run(hand_over_and_cancel(m, log));
    CHECK(log == "has it, cancelled and has unlocked it");
}

TEST_CASE("a guard can be moved, and given back before its block ends") {
    rt::mutex m;
    rt::mutex::guard first = m.try_lock();
    rt::mutex::guard second = std::move(first);
    CHECK_FALSE(static_cast<bool>(first));
    CHECK(m.is_locked());
    second.release();
    CHECK_FALSE(m.is_locked());
    second = m.try_lock();
    second = m.try_lock();  // the first is given back only when the second has failed
    CHECK_FALSE(m.is_locked());
}
