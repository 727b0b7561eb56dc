#include <deque>
#include <rt/core/when_all.hpp>
#include <rt/sync/condition.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace {

struct workshop {
    rt::mutex m;
    rt::condition changed{m};
    std::deque<int> work;
    std::string log;
};

rt::task<> take_work(workshop& shop, char who) {
    auto guard = co_await shop.m.lock();
    const auto there_is_some = [&shop] { return !shop.work.empty(); };
    co_await shop.changed.wait(guard, there_is_some);
    shop.log += who + std::to_string(shop.work.front()) + (guard ? " " : "?");
    shop.work.pop_front();
}

rt::task<> bring_work(workshop& shop, int count) {
    for (int i = 1; i <= count; ++i) {
        const auto guard = co_await shop.m.lock();
        shop.work.push_back(i);
        shop.changed.notify_one();
        co_await turns(1);  // under the lock: who was notified waits for it
    }
}

}  // namespace

TEST_CASE("who waits is woken when it has become so, in the order in which they came") {
    if (world::is_refused()) return;
    workshop shop;
    world().run([](workshop& s) -> rt::task<> {
        co_await rt::when_all(take_work(s, 'a'), take_work(s, 'b'), bring_work(s, 2));
    }(shop));
    CHECK(shop.log == "a1 b2 ");
    CHECK_FALSE(shop.m.is_locked());
}

TEST_CASE("what is so already is not waited for") {
    if (world::is_refused()) return;
    workshop shop;
    shop.work.push_back(7);
    world().run(take_work(shop, 'a'));
    CHECK(shop.log == "a7 ");
}

namespace {

rt::task<> notify_for_nothing(workshop& shop) {
    shop.changed.notify_all();
    co_await turns(5);
    shop.log += "nothing yet, ";
    shop.work.push_back(1);
    shop.changed.notify_one();
}

}  // namespace

TEST_CASE("woken for nothing, it asks again and waits on") {
    if (world::is_refused()) return;
    workshop shop;
    world().run([](workshop& s) -> rt::task<> {
        co_await rt::when_all(take_work(s, 'a'), notify_for_nothing(s));
    }(shop));
    CHECK(shop.log == "nothing yet, a1 ");
}

namespace {

rt::task<> wait_once(workshop& shop, char who) {
    auto guard = co_await shop.m.lock();
    try {
        co_await shop.changed.wait(guard);
        shop.log += who;
        co_await rt::yield();
        shop.log += "+";
    } catch (const rt::cancelled&) {
        shop.log += guard ? "(has the lock) " : "(has no lock) ";
        throw;
    }
}

rt::task<> cancellable(rt::cancel_scope& scope, rt::task<> inside) { co_await scope.run(std::move(inside)); }

rt::task<> lock_and_cancel(workshop& shop, rt::cancel_scope& scope) {
    const auto guard = co_await shop.m.lock();
    scope.cancel();
    co_await turns(3);
    shop.log += "unlocks ";
}

rt::task<> notify_and_cancel(workshop& shop, rt::cancel_scope& scope) {
    const auto guard = co_await shop.m.lock();
    shop.changed.notify_one();
    scope.cancel();
    co_await turns(3);
    shop.log += "unlocks ";
}

}  // namespace

TEST_CASE("cancelled, it has the lock again before it throws") {
    if (world::is_refused()) return;
    workshop shop;
    world().run([](workshop& s) -> rt::task<> {
        rt::cancel_scope scope;
        co_await rt::when_all(cancellable(scope, wait_once(s, 'a')), lock_and_cancel(s, scope));
    }(shop));
    CHECK(shop.log == "unlocks (has the lock) ");
    CHECK_FALSE(shop.m.is_locked());
}

TEST_CASE("cancelled while it waits, it leaves: the next notification goes to the one behind it") {
    if (world::is_refused()) return;
    workshop shop;
    world().run([](workshop& s) -> rt::task<> {
        rt::cancel_scope scope;
        auto notify = [](workshop& where) -> rt::task<> {
            co_await turns(6);
            where.changed.notify_one();
        };
        co_await rt::when_all(cancellable(scope, wait_once(s, 'a')), wait_once(s, 'b'),
                              lock_and_cancel(s, scope), notify(s));
    }(shop));
    CHECK(shop.log == "unlocks (has the lock) b+");
}

TEST_CASE("notified and then cancelled, it was notified; the next await throws") {
    if (world::is_refused()) return;
    workshop shop;
    world().run([](workshop& s) -> rt::task<> {
        rt::cancel_scope scope;
        co_await rt::when_all(cancellable(scope, wait_once(s, 'a')), notify_and_cancel(s, scope));
    }(shop));
    CHECK(shop.log == "unlocks a(has the lock) ");
    CHECK_FALSE(shop.m.is_locked());
}
