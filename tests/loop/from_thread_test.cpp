#include <rt/core/when_all.hpp>
#include <rt/loop/from_thread.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>
#include <rt/sync/event.hpp>
#include <stdexcept>
#include <string>
#include <thread>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<int> twice(int n) {
    co_await rt::sleep_for(1ms);
    co_return 2 * n;
}
rt::task<int> thrice(int n) {
    co_await rt::yield();
    co_return 3 * n;
}
rt::task<int&> same(int& n) { co_return n; }
rt::task<> fail() {
    co_await rt::yield();
    throw std::runtime_error("from the loop");
}
rt::task<> wait_for(rt::event& it) { co_await it.wait(); }
rt::task<> sleep_long() { co_await rt::sleep_for(1h); }

std::string how_it_ends(rt::task<> (*call)()) {
    try {
        rt::from_thread::run(call);
        return "well";
    } catch (const rt::cancelled&) {
        return "cancelled";
    } catch (const std::exception& e) {
        return e.what();
    }
}

template <class F, class... Args>
auto in_the_pool(F f, Args... args) {
    auto job = [](F g, Args... a) -> rt::task<std::invoke_result_t<F, Args...>> {
        co_return co_await rt::run_blocking(g, a...);
    };
    return world().run(job(f, args...));
}

}  // namespace

TEST_CASE("a worker has a task run on its loop, and gets what it returns") {
    if (world::is_refused()) return;
    CHECK(in_the_pool([] { return rt::from_thread::run(twice, 21); }) == 42);
}

TEST_CASE("a function is called there too: on the loop's thread, while the worker waits") {
    if (world::is_refused()) return;
    const std::thread::id home = std::this_thread::get_id();
    const bool as_it_should = in_the_pool([home] {
        const auto there = rt::from_thread::run([] { return std::this_thread::get_id(); });
        return there == home && std::this_thread::get_id() != home;
    });
    CHECK(as_it_should);
}

TEST_CASE("arguments and results pass through: what only moves, a reference, nothing") {
    if (world::is_refused()) return;
    const int sum = in_the_pool([] {
        auto unwrap = [](std::unique_ptr<int> p) { return *p; };
        int kept = rt::from_thread::run(unwrap, std::make_unique<int>(1));
        rt::from_thread::run(same, kept) += 10;
        rt::from_thread::run([&kept] { kept += 100; });
        return kept;
    });
    CHECK(sum == 111);
}

TEST_CASE("what it throws comes out in the worker") {
    if (world::is_refused()) return;
    CHECK(in_the_pool(how_it_ends, fail) == "from the loop");
}

TEST_CASE("a thousand calls from many workers all come back") {
    if (world::is_refused()) return;
    const int sum = world().run([]() -> rt::task<int> {
        std::vector<rt::task<int>> jobs;
        auto job = []() -> rt::task<int> {
            auto calls = [] {
                int of_mine = 0;
                for (int i = 0; i < 50; ++i) of_mine += rt::from_thread::run([] { return 1; });
                return of_mine;
            };
            co_return co_await rt::run_blocking(calls);
        };
        for (int i = 0; i < 20; ++i) jobs.push_back(job());
        int all = 0;
        const std::vector<int> sums = co_await rt::when_all(std::move(jobs));
        for (const int each : sums) all += each;
        co_return all;
    }());
    CHECK(sum == 1000);
}

TEST_CASE(
    "the task runs in the scope of the call to the pool: cancelled with it, and the worker hears of it") {
    if (world::is_refused()) return;
    std::string how;
    world().run([](std::string& out) -> rt::task<> {
        rt::cancel_scope scope;
        rt::event sleeps;
        auto job = [](std::string& o, rt::event& e) -> rt::task<> {
            auto call = [](rt::event& f) {
                rt::from_thread::run([&f] { f.set(); });
                return how_it_ends(sleep_long);
            };
            o = co_await rt::run_blocking(call, std::ref(e));
        };
        auto cancel_it = [](rt::event& e, rt::cancel_scope& s) -> rt::task<> {
            co_await e.wait();
            s.cancel();
        };
        co_await rt::when_all(scope.run(job(out, sleeps)), cancel_it(sleeps, scope));
    }(how));
    CHECK(how == "cancelled");
}

TEST_CASE("when the loop shuts down, a function still runs and a task is cancelled at its await") {
    if (world::is_refused()) return;
    std::string how;
    bool called = false;
    world().run([](std::string& out, bool& flag) -> rt::task<> {
        auto job = [](std::string& o, bool& f, rt::doorbell& begun, rt::doorbell& go) -> rt::task<> {
            auto call = [](bool& g, rt::doorbell& b, rt::doorbell& until) {
                b.ring();
                until.wait();
                rt::from_thread::run([&g] { g = rt::loop::current().is_shutting_down(); });
                return how_it_ends(sleep_long);
            };
            o = co_await rt::run_blocking(call, std::ref(f), std::ref(begun), std::ref(go));
        };
        static rt::doorbell begun, go;  // outlive the main task
        rt::loop::current().spawn(job(out, flag, begun, go));
        co_await rt::yield();
        begun.wait();
        rt::loop::current().outermost_scope().cancel();
        go.ring();
    }(how, called));
    CHECK(called);
    CHECK(how == "cancelled");
}

TEST_CASE("a long job can ask whether it is still wanted") {
    if (world::is_refused()) return;
    bool wanted_at_first = false, told = false;
    world().run([](bool& first, bool& t) -> rt::task<> {
        rt::cancel_scope scope;
        auto job = [](rt::cancel_scope& s, bool& f, bool& u) -> rt::task<> {
            auto ask = [](rt::cancel_scope& inner, bool& g, bool& v) {
                rt::from_thread::check_cancelled();
                g = true;
                rt::from_thread::run([&inner] { inner.cancel(); });
                try {
                    rt::from_thread::check_cancelled();
                } catch (const rt::cancelled&) {
                    v = true;
                }
            };
            co_await rt::run_blocking(ask, std::ref(s), std::ref(f), std::ref(u));
        };
        (void)co_await scope.run(job(scope, first, t));
    }(wanted_at_first, told));
    CHECK(wanted_at_first);
    CHECK(told);
}

TEST_CASE("a worker that waits for what never comes is found as a deadlock, and hears of it too") {
    if (world::is_refused()) return;
    rt::event never_set;
    std::string how;
    auto main = [](rt::event& it, std::string& out) -> rt::task<> {
        auto call = [](rt::event& e, std::string& o) {
            try {
                rt::from_thread::run(wait_for, e);
            } catch (const rt::cancelled&) {
                o = "cancelled";
                throw;
            }
        };
        co_await rt::run_blocking(call, std::ref(it), std::ref(out));
    };
    CHECK_THROWS_AS(world().run(main(never_set, how)), rt::deadlock);
    CHECK(how == "cancelled");
}

TEST_CASE("any thread can call into a loop that is named and waits for it") {
    if (world::is_refused()) return;
    int answer = 0;
    world().run([](int& out) -> rt::task<> {
        rt::loop& home = rt::loop::current();
        rt::event answered;
        home.expect_post();
        std::thread other([&] {
            out = rt::from_thread::run_on(home, thrice, 4);
            rt::from_thread::run_on(home, [&answered] { answered.set(); });
        });
        co_await answered.wait();
        home.got_post();
        other.join();
    }(answer));
    CHECK(answer == 12);
}
