// Counts the heap: what waits, waits in its own frame. tests/support/counted_heap.hpp says why not under the sanitizers.
#include <rt/core/when_all.hpp>
#include <rt/sync/barrier.hpp>
#include <rt/sync/capacity_limiter.hpp>
#include <rt/sync/channel.hpp>
#include <rt/sync/condition.hpp>
#include <rt/sync/latch.hpp>
#include <rt/sync/semaphore.hpp>
#include <type_traits>

#include "support/catch.hpp"
#include "support/counted_heap.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

#if HEAP_IS_COUNTED

namespace {

struct tools {
    rt::mutex m;
    rt::condition changed{m};
    rt::semaphore permits{1};
    rt::capacity_limiter limiter{1};
    rt::barrier both{2};
    rt::channel<int> rendezvous{0};
    rt::channel<int> buffered{2};
    int rounds_done = 0;
};

// Two of these wait for each other at everything.
rt::task<> one_round(tools& t) {
    {
        const auto guard = co_await t.m.lock();
        co_await rt::yield();
    }
    {
        const auto permit = co_await t.permits.acquire();
        co_await rt::yield();
    }
    {
        const auto token = co_await t.limiter.acquire();
        co_await rt::yield();
    }
    co_await t.both.arrive_and_wait();
}

rt::task<> give(tools& t, int rounds) {
    for (int i = 0; i < rounds; ++i) {
        co_await one_round(t);
        co_await t.rendezvous.send(i);
        co_await t.buffered.send(i);
        const auto guard = co_await t.m.lock();
        ++t.rounds_done;
        t.changed.notify_all();
    }
}

rt::task<> take(tools& t, int rounds) {
    for (int i = 0; i < rounds; ++i) {
        const int round = i;
        co_await one_round(t);
        (void)co_await t.rendezvous.receive();
        (void)co_await t.buffered.receive();
        auto guard = co_await t.m.lock();
        const auto it_is_done = [&t, round] { return t.rounds_done > round; };
        co_await t.changed.wait(guard, it_is_done);
    }
}

rt::task<int> allocations_of(int rounds) {
    tools t;
    co_await rt::when_all(give(t, rounds), take(t, rounds));
    t.rounds_done = 0;
    const int before = heap::allocations;
    co_await rt::when_all(give(t, rounds), take(t, rounds));
    co_return heap::allocations - before;
}

}  // namespace

TEST_CASE("once warm, nothing that waits allocates") {
    if (world::is_refused()) return;
    if (!std::is_base_of_v<rt::pooled_frame, rt::task<>::promise_type>)
        return;  // a learner's task may allocate
    CHECK(world().run(allocations_of(100)) == 0);
}

#else

TEST_CASE("under a sanitizer the heap is not counted") { SUCCEED(); }

#endif
