// Six tasks do whatever comes to their minds with everything there is to wait for, and each is cancelled at some time. Then
// nothing is held, nobody waits, and the channel's books agree. A seed that fails is printed: RT_SEED replays it alone.
#include <algorithm>
#include <random>
#include <rt/core/when_all.hpp>
#include <rt/sync/barrier.hpp>
#include <rt/sync/capacity_limiter.hpp>
#include <rt/sync/channel.hpp>
#include <rt/sync/condition.hpp>
#include <rt/sync/semaphore.hpp>
#include <vector>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace {

constexpr std::size_t workers = 6;

struct town {
    explicit town(unsigned seed) : dice(seed), c(dice() % 3) {}

    int below(int limit) { return static_cast<int>(dice() % static_cast<unsigned>(limit)); }

    std::minstd_rand dice;
    ledger book;
    rt::mutex m;
    rt::condition changed{m};
    rt::semaphore permits{2};
    rt::capacity_limiter limiter{2};
    rt::barrier meeting{3};
    rt::channel<counted> c;
    rt::cancel_scope scopes[workers];
    int in_mutex = 0, in_semaphore = 0, in_limiter = 0, wishes = 0, items = 0;
    bool too_many = false;
    std::vector<int> sent, received;
};

// Counts who is inside between its construction and its end.
class inside {
  public:
    inside(town& t, int& count, int limit) : count_(count) { t.too_many |= ++count_ > limit; }
    inside(const inside&) = delete;
    ~inside() { --count_; }

  private:
    int& count_;
};

rt::task<> take_a_lock(town& t) {
    const auto guard = co_await t.m.lock();
    const inside here(t, t.in_mutex, 1);
    co_await turns(t.below(3));
}

rt::task<> take_a_permit(town& t) {
    const auto permit = co_await t.permits.acquire();
    const inside here(t, t.in_semaphore, 2);
    co_await turns(t.below(3));
}

rt::task<> take_a_token(town& t) {
    const auto token = co_await t.limiter.acquire();
    const inside here(t, t.in_limiter, 3);
    co_await turns(t.below(3));
    t.limiter.set_total(1 + static_cast<std::size_t>(t.below(3)));
}

rt::task<> wish(town& t) {
    auto guard = co_await t.m.lock();
    const auto there_is_one = [&t] { return t.wishes > 0; };
    co_await t.changed.wait(guard, there_is_one);
    const inside here(t, t.in_mutex, 1);
    --t.wishes;
}

rt::task<> grant(town& t) {
    const auto guard = co_await t.m.lock();
    const inside here(t, t.in_mutex, 1);
    ++t.wishes;
    t.changed.notify_one();
    co_await turns(t.below(2));
}

rt::task<> send(town& t) {
    const int item = ++t.items;
    co_await t.c.send(counted(t.book, item));
    t.sent.push_back(item);
}

rt::task<> receive(town& t) {
    const auto item = co_await t.c.receive();
    if (item) t.received.push_back(item->value);
}

rt::task<> meet(town& t) { co_await t.meeting.arrive_and_wait(); }

rt::task<> live(town& t) {
    constexpr rt::task<> (*habits[])(town&) = {take_a_lock, take_a_permit, take_a_token, wish,
                                               grant,       send,          receive,      meet};
    for (;;) {
        co_await habits[t.below(8)](t);
        co_await turns(t.below(3));
    }
}

rt::task<> live_until_cancelled(town& t, rt::cancel_scope& scope) { co_await scope.run(live(t)); }

rt::task<> cancel_one_after_the_other(town& t) {
    for (rt::cancel_scope& scope : t.scopes) {
        co_await turns(t.below(30));
        scope.cancel();
    }
}

rt::task<> a_life(town& t) {
    std::vector<rt::task<>> all;
    for (rt::cancel_scope& scope : t.scopes) all.push_back(live_until_cancelled(t, scope));
    all.push_back(cancel_one_after_the_other(t));
    co_await rt::when_all(std::move(all));
    t.c.close();
    for (std::size_t left = t.c.size(); left > 0; --left) co_await receive(t);
}

void check(unsigned seed) {
    town t(seed);
    world().run(a_life(t));
    std::sort(t.sent.begin(), t.sent.end());
    std::sort(t.received.begin(), t.received.end());
    INFO("RT_SEED=" << seed);
    CHECK_FALSE(t.too_many);
    CHECK_FALSE(t.m.is_locked());
    CHECK(t.permits.available() == 2);
    CHECK(t.limiter.borrowed() == 0);
    CHECK(t.meeting.arrived() == 0);
    CHECK(t.sent == t.received);
    CHECK(t.book.alive == 0);
}

}  // namespace

TEST_CASE(
    "whatever six tasks wait for and whenever they are cancelled, nothing is lost and nothing is kept") {
    if (world::is_refused()) return;
    const auto first = static_cast<unsigned>(world::seed());
    const unsigned count = first > 1 ? 1 : 1'000;
    for (unsigned seed = first; seed < first + count; ++seed) check(seed);
}
