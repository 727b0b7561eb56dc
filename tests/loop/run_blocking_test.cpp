#include <memory>
#include <rt/core/when_all.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <stdexcept>
#include <thread>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

int add(int a, int b) { return a + b; }
void fail() { throw std::runtime_error("from the pool"); }
int unwrap(std::unique_ptr<int> p) { return *p; }

rt::task<int> call_add(int a, int b) { co_return co_await rt::run_blocking(add, a, b); }

}  // namespace

TEST_CASE("the function runs on another thread, the caller resumes on its own") {
    if (world::is_refused()) return;
    const bool as_it_should = world().run([]() -> rt::task<bool> {
        const auto home = std::this_thread::get_id();
        const auto elsewhere = co_await rt::run_blocking([] { return std::this_thread::get_id(); });
        co_return elsewhere != home&& std::this_thread::get_id() == home;
    }());
    CHECK(as_it_should);
}

TEST_CASE("value, void, reference and move-only arguments pass through") {
    if (world::is_refused()) return;
    const int sum = world().run([]() -> rt::task<int> {
        const int three = co_await rt::run_blocking(add, 1, 2);
        auto boxed = std::make_unique<int>(4);
        const int four = co_await rt::run_blocking(unwrap, std::move(boxed));
        int seen = 0;
        auto write = [](int& to) { to = 5; };
        co_await rt::run_blocking(write, std::ref(seen));
        co_return three * 100 + four * 10 + seen;
    }());
    CHECK(sum == 345);
}

TEST_CASE("an exception of the function is rethrown at the await") {
    if (world::is_refused()) return;
    CHECK_THROWS_WITH(world().run([]() -> rt::task<> { co_await rt::run_blocking(fail); }()),
                      "from the pool");
}

TEST_CASE("a thousand calls at once all come back, on no more threads than the pool's limit") {
    if (world::is_refused()) return;
    const auto sums = world().run([]() -> rt::task<std::vector<int>> {
        std::vector<rt::task<int>> calls;
        for (int i = 0; i < 1000; ++i) calls.push_back(call_add(i, i));
        co_return co_await rt::when_all(std::move(calls));
    }());
    REQUIRE(sums.size() == 1000);
    bool right = true;
    for (int i = 0; i < 1000; ++i) right = right && sums[static_cast<std::size_t>(i)] == 2 * i;
    CHECK(right);
    CHECK(rt::thread_pool::shared().threads() <= rt::thread_pool::default_limit);
}

TEST_CASE("to wait for the pool is no deadlock, and run() waits for a spawned task's call") {
    if (world::is_refused()) return;
    bool done = false;
    world().run([](bool& flag) -> rt::task<> {
        auto work = [](bool& to) -> rt::task<> { to = co_await rt::run_blocking(add, 1, 1) == 2; };
        rt::spawn(work(flag));
        co_await rt::yield();
    }(done));
    CHECK(done);
}

TEST_CASE("on a clock that jumps, no timer fires while the pool works: time stands still for it") {
    const bool in_time = world(rt::simulated_options()).run([]() -> rt::task<bool> {
        auto late = [](bool& flag) -> rt::task<> {
            co_await rt::sleep_for(std::chrono::hours(1));
            flag = true;
        };
        bool an_hour_is_over = false;
        rt::spawn(late(an_hour_is_over));
        const rt::time_point begin = rt::loop::current().clock_now();
        for (int i = 0; i < 100; ++i) co_await rt::run_blocking(add, 1, 1);
        const bool stood_still = rt::loop::current().clock_now() == begin && !an_hour_is_over;
        co_await rt::sleep_for(std::chrono::hours(2));  // and then it goes on
        co_return stood_still&& an_hour_is_over;
    }());
    CHECK(in_time);
}
