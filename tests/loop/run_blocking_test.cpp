#include <algorithm>
#include <memory>
#include <rt/core/when_all.hpp>
#include <rt/loop/doorbell.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <stdexcept>
#include <string>
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
    CHECK(rt::thread_pool::shared().stats().threads <= rt::thread_pool::default_limit);
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

namespace {

// The shared pool has one token, until the end of the block; and it is taken until release() is called.
class one_token_taken {
  public:
    one_token_taken() {
        rt::thread_pool::shared().set_limit(1);
        rt::thread_pool::shared().submit(holder_);
        holder_.begun.wait();
    }
    void release() { holder_.go.ring(); }
    ~one_token_taken() {
        holder_.over.wait();
        rt::thread_pool::shared().set_limit(rt::thread_pool::default_limit);
    }

  private:
    struct holder final : rt::thread_pool::job {
        void run() noexcept override {
            begun.ring();
            go.wait();
        }
        void ended() noexcept override { over.ring(); }
        rt::doorbell begun, go, over;
    };
    holder holder_;
};

rt::task<> note_run(bool& ran, bool& ended_by_cancel) {
    try {
        co_await rt::run_blocking([](bool& r) { r = true; }, std::ref(ran));
    } catch (const rt::cancelled&) {
        ended_by_cancel = true;
        throw;
    }
}

rt::task<> append(std::vector<int>& order, int number) {
    co_await rt::run_blocking([](std::vector<int>& o, int n) { o.push_back(n); }, std::ref(order), number);
}

}  // namespace

TEST_CASE("a call that waits for a token is cancelled at once, and its function never runs") {
    if (world::is_refused()) return;
    one_token_taken taken;
    bool ran = false, ended_by_cancel = false;
    std::size_t waiting_before = 0, waiting_after = 9;
    world().run([](bool& r, bool& e, std::size_t& before, std::size_t& after) -> rt::task<> {
        rt::cancel_scope scope;
        auto cancel_it = [](rt::cancel_scope& s, std::size_t& b) -> rt::task<> {
            co_await rt::yield();
            b = rt::thread_pool::shared().stats().waiting;
            s.cancel();
        };
        co_await rt::when_all(scope.run(note_run(r, e)), cancel_it(scope, before));
        after = rt::thread_pool::shared().stats().waiting;
    }(ran, ended_by_cancel, waiting_before, waiting_after));
    taken.release();
    CHECK(waiting_before == 1);
    CHECK(waiting_after == 0);
    CHECK(ended_by_cancel);
    CHECK_FALSE(ran);
}

TEST_CASE("in a cancelled scope a call does not begin") {
    if (world::is_refused()) return;
    bool ran = false, ended_by_cancel = false;
    world().run([](bool& r, bool& e) -> rt::task<> {
        rt::cancel_scope scope;
        scope.cancel();
        (void)co_await scope.run(note_run(r, e));
    }(ran, ended_by_cancel));
    CHECK(ended_by_cancel);
    CHECK_FALSE(ran);
}

TEST_CASE("a function that runs is waited for: its value is delivered, and the next await is cancelled") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        rt::doorbell begun, go;
        rt::cancel_scope scope;
        auto call = [](rt::doorbell& b, rt::doorbell& g, std::string& o) -> rt::task<> {
            auto wait = [](rt::doorbell& bell, rt::doorbell& until) {
                bell.ring();
                until.wait();
                return std::string("value ");
            };
            o += co_await rt::run_blocking(wait, std::ref(b), std::ref(g));
            try {
                co_await rt::yield();
            } catch (const rt::cancelled&) {
                o += "cancelled";
                throw;
            }
        };
        auto cancel_it = [](rt::doorbell& b, rt::doorbell& g, rt::cancel_scope& s) -> rt::task<> {
            b.wait();  // blocks the loop, until the function runs
            s.cancel();
            g.ring();
            co_return;
        };
        co_await rt::when_all(scope.run(call(begun, go, out)), cancel_it(begun, go, scope));
    }(log));
    CHECK(log == "value cancelled");
}

TEST_CASE("who waits for a token gets it in the order in which they came") {
    if (world::is_refused()) return;
    one_token_taken taken;
    std::vector<int> order;
    world().run([](std::vector<int>& o, one_token_taken& t) -> rt::task<> {
        std::vector<rt::task<>> calls;
        for (int i = 0; i < 50; ++i) calls.push_back(append(o, i));
        auto let_go = [](one_token_taken& token) -> rt::task<> {
            token.release();
            co_return;
        };
        calls.push_back(let_go(t));
        co_await rt::when_all(std::move(calls));
    }(order, taken));
    REQUIRE(order.size() == 50);
    CHECK(std::is_sorted(order.begin(), order.end()));
}

TEST_CASE("the tokens are the process's: calls from two loops share them") {
    if (world::is_refused()) return;
    one_token_taken taken;
    std::vector<int> order;  // one token: never written by two at a time
    std::thread other([&order] {
        world().run([](std::vector<int>& o) -> rt::task<> {
            for (int i = 0; i < 100; ++i) co_await append(o, i);
        }(order));
    });
    world().run([](std::vector<int>& o, one_token_taken& t) -> rt::task<> {
        t.release();
        for (int i = 0; i < 100; ++i) co_await append(o, i);
    }(order, taken));
    other.join();
    CHECK(order.size() == 200);
}
