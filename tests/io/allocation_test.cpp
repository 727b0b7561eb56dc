// Counts the heap: this binary's operator new notes each allocation. core/frame_pool_test.cpp says why not
// under the sanitizers.
#include <atomic>
#include <cstdlib>
#include <new>
#include <rt/core/frame_pool.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <type_traits>

#include "support/catch.hpp"
#include "support/counted_heap.hpp"
#include "support/world.hpp"

#if HEAP_IS_COUNTED

namespace {

using namespace std::chrono_literals;

rt::task<> echo_once(int there, int back) {
    char buffer[8];
    (void)co_await send(there, "x");
    (void)co_await receive(back, buffer).within(1h);
    (void)co_await nop();
    co_await rt::sleep_for(1us);
    co_await rt::yield();
}

rt::task<> nothing() { co_return; }

// RETURNS how many allocations `rounds` rounds make once a few have been made.
rt::task<int> allocations_of(int rounds, int there, int back) {
    for (int i = 0; i < 10; ++i) co_await echo_once(there, back);
    rt::spawn(nothing());
    co_await rt::yield();
    const int before = heap::allocations;
    for (int i = 0; i < rounds; ++i) {
        co_await echo_once(there, back);
        rt::spawn(nothing());
    }
    co_return heap::allocations - before;
}

}  // namespace

TEST_CASE("once warm, no operation, timer, task or spawn allocates") {
    if (world::is_refused()) return;
    if (!std::is_base_of_v<rt::pooled_frame, rt::task<>::promise_type>)
        return;  // a learner's task may allocate
    world here;
    const auto [there, back] = here.socket_pair();
    CHECK(here.run(allocations_of(1000, there, back)) == 0);
}

#else

TEST_CASE("under a sanitizer the heap is not counted") { SUCCEED(); }

#endif
