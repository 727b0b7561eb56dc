#include <rt/core/when_all.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> say_after(std::string& log, char letter, rt::duration wait) {
    co_await rt::sleep_for(wait);
    log += letter;
}

rt::task<> sleep_an_hour(bool& was_cancelled) {
    try {
        co_await rt::sleep_for(1h);
    } catch (const rt::cancelled&) {
        was_cancelled = true;
        throw;
    }
}

}  // namespace

TEST_CASE("sleepers wake in the order of their deadlines, and of their coming where these are equal") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        std::vector<rt::task<>> all;
        all.push_back(say_after(out, 'c', 3ms));
        all.push_back(say_after(out, 'a', 1ms));
        all.push_back(say_after(out, 'd', 3ms));
        all.push_back(say_after(out, 'b', 2ms));
        co_await rt::when_all(std::move(all));
    }(log));
    CHECK(log == "abcd");
}

TEST_CASE("nobody wakes before the time") {
    if (world::is_refused()) return;
    const rt::duration slept = world().run([]() -> rt::task<rt::duration> {
        rt::loop& here = rt::loop::current();
        const rt::time_point begin = here.now();
        co_await rt::sleep_for(2ms);
        co_return here.now() - begin;
    }());
    CHECK(slept >= 2ms);
}

TEST_CASE("a sleep until a time that is past ends in the next turn") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        co_await rt::sleep_until(rt::loop::current().now() - 1h);
        co_await rt::sleep_for(-1h);
        co_await rt::sleep_for(0s);
    }());
}

TEST_CASE("on the simulated clock a day of sleep takes no time, and is exact") {
    const rt::simulated_options options;
    world here(options);
    const rt::duration slept = here.run([]() -> rt::task<rt::duration> {
        rt::loop& home = rt::loop::current();
        const rt::time_point begin = home.now();
        for (int hour = 0; hour < 24; ++hour) co_await rt::sleep_for(1h);
        co_return home.now() - begin;
    }());
    CHECK(slept == 24h);
}

TEST_CASE("a wait is counted from the await, however long the task has computed before it") {
    if (world::is_refused() || world::is_simulated()) return;  // the simulated clock stands still while we compute
    const auto [waited, gone] = world().run([]() -> rt::task<std::pair<rt::duration, rt::duration>> {
        const rt::time_point turn = rt::loop::current().now();
        while (rt::clock::now() - turn < 5ms) continue;
        const rt::time_point before = rt::clock::now();
        co_await rt::sleep_for(5ms);
        co_return std::pair{rt::duration(rt::clock::now() - before), rt::duration(rt::clock::now() - turn)};
    }());
    CHECK((waited >= 5ms));
    CHECK((gone >= 10ms));
}

TEST_CASE("10,000 sleepers cost the kernel one timeout at a time, and no operation") {
    if (world::is_refused()) return;
    const auto submitted = world().run([]() -> rt::task<std::uint64_t> {
        std::string log;
        std::vector<rt::task<>> all;
        for (int i = 0; i < 10'000; ++i) all.push_back(say_after(log, '.', 1ms));
        co_await rt::when_all(std::move(all));
        co_return rt::loop::current().stats().submitted;
    }());
    CHECK(submitted == (world::has_ring() ? 1 : 0));  // on a ring: the driver's own read of its eventfd
}

TEST_CASE("the end of run() cancels who sleeps") {
    if (world::is_refused()) return;
    bool was_cancelled = false;
    world().run([](bool& flag) -> rt::task<> {
        rt::spawn(sleep_an_hour(flag));
        co_await rt::sleep_for(1ms);
    }(was_cancelled));
    CHECK(was_cancelled);
}
