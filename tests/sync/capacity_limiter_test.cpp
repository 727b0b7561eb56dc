#include <rt/core/when_all.hpp>
#include <rt/sync/capacity_limiter.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/drive.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace {

rt::task<> borrow(rt::capacity_limiter& limiter, std::string& log, char who, int length) {
    const auto token = co_await limiter.acquire();
    log += who;
    co_await turns(length);
}

rt::task<> cancellable(rt::cancel_scope& scope, rt::task<> inside) { co_await scope.run(std::move(inside)); }

rt::task<> set_total_after(rt::capacity_limiter& limiter, std::size_t total, int length) {
    co_await turns(length);
    limiter.set_total(total);
}

rt::task<> say_after(std::string& log, std::string word, int length) {
    co_await turns(length);
    log += word;
}

std::size_t count_borrowers(const rt::capacity_limiter& limiter) {
    std::size_t count = 0;
    limiter.for_each_borrower([&](const void*) { ++count; });
    return count;
}

}  // namespace

TEST_CASE("the one after the last token waits, and gets the first that is given back") {
    if (world::is_refused()) return;
    rt::capacity_limiter limiter(2);
    std::string log;
    world().run([](rt::capacity_limiter& l, std::string& out) -> rt::task<> {
        co_await rt::when_all(borrow(l, out, 'a', 3), borrow(l, out, 'b', 9), borrow(l, out, 'c', 1),
                              say_after(out, "|", 2));
    }(limiter, log));
    CHECK(log == "ab|c");
    CHECK(limiter.borrowed() == 0);
}

TEST_CASE("more tokens go to those who wait longest, as many as there are") {
    if (world::is_refused()) return;
    rt::capacity_limiter limiter(0);
    std::string log;
    world().run([](rt::capacity_limiter& l, std::string& out) -> rt::task<> {
        co_await rt::when_all(borrow(l, out, 'a', 20), borrow(l, out, 'b', 20), borrow(l, out, 'c', 1),
                              set_total_after(l, 2, 1), say_after(out, "|", 5),
                              set_total_after(l, rt::capacity_limiter::unlimited, 10));
    }(limiter, log));
    CHECK(log == "ab|c");
}

TEST_CASE("fewer tokens: who has one keeps it, and nobody gets one until there is room") {
    rt::capacity_limiter limiter(2);
    int first = 0, second = 0, third = 0;
    auto one = limiter.try_acquire_on_behalf_of(&first);
    auto two = limiter.try_acquire_on_behalf_of(&second);
    limiter.set_total(1);
    CHECK(limiter.borrowed() == 2);
    CHECK(limiter.available() == 0);
    one.release();
    CHECK_FALSE(static_cast<bool>(limiter.try_acquire_on_behalf_of(&third)));
    two.release();
    CHECK(static_cast<bool>(limiter.try_acquire_on_behalf_of(&third)));
}

TEST_CASE("a limiter knows its borrowers, also when a token is moved") {
    rt::capacity_limiter limiter(2);
    int me = 0;
    auto token = limiter.try_acquire_on_behalf_of(&me);
    const auto moved = std::move(token);
    CHECK_FALSE(static_cast<bool>(token));
    const void* borrower = nullptr;
    limiter.for_each_borrower([&](const void* who) { borrower = who; });
    CHECK(borrower == &me);
    CHECK(count_borrowers(limiter) == 1);
    CHECK(limiter.available() == 1);
}

TEST_CASE("a cancelled waiter leaves the queue, and no token is lost, whenever it is cancelled") {
    if (world::is_refused()) return;
    for (int when = 0; when < 8; ++when) {
        rt::capacity_limiter limiter(1);
        std::string log;
        world().run([](rt::capacity_limiter& l, std::string& out, int after) -> rt::task<> {
            rt::cancel_scope scope;
            auto cancel = [](rt::cancel_scope& which, int length) -> rt::task<> {
                co_await turns(length);
                which.cancel();
            };
            co_await rt::when_all(cancel(scope, after), borrow(l, out, 'x', 3),
                                  cancellable(scope, borrow(l, out, 'a', 1)), borrow(l, out, 'b', 1));
        }(limiter, log, when));
        INFO("cancelled after " << when << " turns: " << log);
        CHECK(log.back() == 'b');
        CHECK(limiter.borrowed() == 0);
        CHECK(count_borrowers(limiter) == 0);
    }
}
