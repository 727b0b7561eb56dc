// mutex_order -- the part of mutex_contract about whose turn it is.
#pragma once

#include <rt/core/when_all.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/drive.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace mutex_contract {

inline rt::task<bool> lock_and_unlock(mutex_under_test& m) {
    const auto guard = co_await m.lock();
    co_return static_cast<bool>(guard);
}

TEST_CASE("a free mutex is locked without suspending, and takes no loop") {
    mutex_under_test m;
    CHECK(run_now(lock_and_unlock(m)));
    CHECK(run_now(lock_and_unlock(m)));
}

TEST_CASE("try_lock() holds a free mutex, and nothing while another holds it") {
    mutex_under_test m;
    {
        const auto first = m.try_lock();
        const auto second = m.try_lock();
        CHECK(static_cast<bool>(first));
        CHECK_FALSE(static_cast<bool>(second));
    }
    CHECK(static_cast<bool>(m.try_lock()));
}

inline rt::task<> say_twice(mutex_under_test& m, std::string& log, char who) {
    const auto guard = co_await m.lock();
    log += who;
    co_await turns(3);
    log += who;
}

TEST_CASE("one task at a time, in the order in which they asked") {
    if (world::is_refused()) return;
    mutex_under_test m;
    std::string log;
    world().run([](mutex_under_test& lock, std::string& out) -> rt::task<> {
        co_await rt::when_all(say_twice(lock, out, 'a'), say_twice(lock, out, 'b'),
                              say_twice(lock, out, 'c'));
    }(m, log));
    CHECK(log == "aabbcc");
}

inline rt::task<> unlock_and_ask_again(mutex_under_test& m, std::string& log) {
    {
        const auto guard = co_await m.lock();
        co_await turns(1);
        log += "first ";
    }
    const bool got_in_between = static_cast<bool>(m.try_lock());
    log += got_in_between ? "jumped the queue " : "";
    const auto again = co_await m.lock();
    log += "again";
}

inline rt::task<> ask_once(mutex_under_test& m, std::string& log) {
    const auto guard = co_await m.lock();
    log += "second ";
}

TEST_CASE("an unlocked mutex belongs to the one that waits longest: nobody gets in between") {
    if (world::is_refused()) return;
    mutex_under_test m;
    std::string log;
    world().run([](mutex_under_test& lock, std::string& out) -> rt::task<> {
        co_await rt::when_all(unlock_and_ask_again(lock, out), ask_once(lock, out));
    }(m, log));
    CHECK(log == "first second again");
}

inline rt::task<> fail_under_lock(mutex_under_test& m) {
    const auto guard = co_await m.lock();
    co_await turns(1);
    throw std::runtime_error("the pan is on fire");
}

inline rt::task<> fail_then_next(mutex_under_test& m, std::string& log) {
    try {
        co_await rt::when_all(fail_under_lock(m), ask_once(m, log));
    } catch (const std::runtime_error& e) {
        log += e.what();
    }
}

TEST_CASE("an exception unlocks, and the next one goes on") {
    if (world::is_refused()) return;
    mutex_under_test m;
    std::string log;
    world().run(fail_then_next(m, log));
    CHECK(log == "second the pan is on fire");
}

inline rt::task<> add_one(mutex_under_test& m, int& sum) {
    const auto guard = co_await m.lock();
    const int before = sum;
    co_await turns(1);
    sum = before + 1;
}

inline rt::task<> add_all(mutex_under_test& m, int& sum, int count) {
    std::vector<rt::task<>> all;
    for (int i = 0; i < count; ++i) all.push_back(add_one(m, sum));
    co_await rt::when_all(std::move(all));
}

TEST_CASE("what is read and written under a lock with an await between is never lost") {
    if (world::is_refused()) return;
    mutex_under_test m;
    int sum = 0;
    world().run(add_all(m, sum, 1'000));
    CHECK(sum == 1'000);
}

}  // namespace mutex_contract
