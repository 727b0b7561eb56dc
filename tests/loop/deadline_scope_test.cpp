#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> sleep_an_hour() { co_await rt::sleep_for(1h); }

rt::task<int> answer() {
    co_await rt::yield();
    co_return 42;
}

}  // namespace

TEST_CASE("move_on_after gives up, fail_after throws, and neither does when the work is done in time") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const bool slept = co_await rt::move_on_after(1ms, sleep_an_hour());
        CHECK_FALSE(slept);
        const std::optional<int> in_time = co_await rt::move_on_after(1h, answer());
        CHECK(in_time == 42);
        const int same = co_await rt::fail_after(1h, answer());
        CHECK(same == 42);
        bool failed = false;
        try {
            co_await rt::fail_after(1ms, sleep_an_hour());
        } catch (const rt::timed_out& e) {
            failed = e.code() == std::errc::timed_out;
        }
        CHECK(failed);
    }());
}

TEST_CASE("of nested deadlines the smallest wins, whichever is outside") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::deadline_scope far_away(1h);
        const bool outer_ended = co_await far_away.run([]() -> rt::task<> {
            const bool inner_ended = co_await rt::move_on_after(1ms, sleep_an_hour());
            CHECK_FALSE(inner_ended);
        }());
        CHECK(outer_ended);

        bool reached = false;
        const bool ended = co_await rt::move_on_after(1ms, [](bool& r) -> rt::task<> {
            static_cast<void>(co_await rt::move_on_after(1h, sleep_an_hour()));
            r = true;
        }(reached));
        CHECK_FALSE(ended);
        CHECK_FALSE(reached);
    }());
}

TEST_CASE("a deadline can be moved while the work runs") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::deadline_scope scope(1h);
        const auto hurries = [](rt::deadline_scope& s) -> rt::task<> {
            s.set_deadline(rt::loop::current().clock_now());
            co_await rt::sleep_for(1h);
        };
        const bool ended = co_await scope.run(hurries(scope));
        CHECK_FALSE(ended);
        CHECK(scope.cancel_called());
    }());
}
