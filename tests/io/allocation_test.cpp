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
#include "support/world.hpp"

#if defined(__SANITIZE_THREAD__)
#define COUNT_THE_HEAP 0
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define COUNT_THE_HEAP 0
#endif
#endif
#ifndef COUNT_THE_HEAP
#define COUNT_THE_HEAP RT_POOL_FRAMES
#endif

#if COUNT_THE_HEAP

namespace {

std::atomic<int> allocations = 0;

}  // namespace

void* operator new(std::size_t size) {
    ++allocations;
    if (void* const block = std::malloc(size)) return block;
    throw std::bad_alloc();
}
void operator delete(void* block) noexcept { std::free(block); }
void operator delete(void* block, std::size_t) noexcept { std::free(block); }

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
    const int before = allocations;
    for (int i = 0; i < rounds; ++i) {
        co_await echo_once(there, back);
        rt::spawn(nothing());
    }
    co_return allocations - before;
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
