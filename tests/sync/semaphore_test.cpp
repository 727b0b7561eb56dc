#include <limits>
#include <rt/core/when_all.hpp>
#include <rt/sync/semaphore.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/drive.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace {

rt::task<> work(rt::semaphore& s, int& at_work, int& most) {
    const auto permit = co_await s.acquire();
    most = std::max(most, ++at_work);
    co_await turns(3);
    --at_work;
}

rt::task<> ten_at_work(rt::semaphore& s, int& most) {
    int at_work = 0;
    std::vector<rt::task<>> all;
    for (int i = 0; i < 10; ++i) all.push_back(work(s, at_work, most));
    co_await rt::when_all(std::move(all));
}

rt::task<> take_and_say(rt::semaphore& s, std::string& log, char who) {
    const auto permit = co_await s.acquire();
    log += who;
}

rt::task<> cancellable(rt::cancel_scope& scope, rt::task<> inside) { co_await scope.run(std::move(inside)); }

}  // namespace

TEST_CASE("as many as there are permits are at work at a time, and no fewer") {
    if (world::is_refused()) return;
    rt::semaphore s(3);
    int most = 0;
    world().run(ten_at_work(s, most));
    CHECK(most == 3);
    CHECK(s.available() == 3);
}

TEST_CASE("try_acquire() holds nothing when none is available") {
    rt::semaphore s(1);
    const auto first = s.try_acquire();
    const auto second = s.try_acquire();
    CHECK(static_cast<bool>(first));
    CHECK_FALSE(static_cast<bool>(second));
    CHECK(s.available() == 0);
}

TEST_CASE("a detached permit is given back by whoever says release()") {
    rt::semaphore s(1);
    s.try_acquire().detach();
    CHECK(s.available() == 0);
    s.release();
    CHECK(s.available() == 1);
}

TEST_CASE("released permits go to those who wait, in the order in which they came, and the rest is kept") {
    if (world::is_refused()) return;
    rt::semaphore s(0);
    std::string log;
    world().run([](rt::semaphore& from, std::string& out) -> rt::task<> {
        auto release = [](rt::semaphore& to) -> rt::task<> {
            to.release(3);
            co_return;
        };
        co_await rt::when_all(take_and_say(from, out, 'a'), take_and_say(from, out, 'b'), release(from));
    }(s, log));
    CHECK(log == "ab");
    CHECK(s.available() == 3);
}

TEST_CASE("any number is released at once") {
    rt::semaphore s(0);
    s.release(std::numeric_limits<std::size_t>::max());
    CHECK(s.available() == std::numeric_limits<std::size_t>::max());
}

TEST_CASE("a cancelled waiter leaves the queue, and no permit is lost, whenever it is cancelled") {
    if (world::is_refused()) return;
    for (int when = 0; when < 8; ++when) {
        rt::semaphore s(1);
        std::string log;
        world().run([](rt::semaphore& from, std::string& out, int after) -> rt::task<> {
            rt::cancel_scope scope;
            auto cancel = [](rt::cancel_scope& which, int length) -> rt::task<> {
                co_await turns(length);
                which.cancel();
            };
            int at_work = 0;
            int most = 0;
            co_await rt::when_all(cancel(scope, after), work(from, at_work, most),
                                  cancellable(scope, take_and_say(from, out, 'a')),
                                  take_and_say(from, out, 'b'));
        }(s, log, when));
        INFO("cancelled after " << when << " turns: " << log);
        CHECK(log.back() == 'b');
        CHECK(s.available() == 1);
    }
}
