// Counts the heap: this binary's operator new notes each allocation. A sanitizer brings an operator new of
// its own, so there is nothing to count with; under AddressSanitizer frames are not pooled at all.
#include <atomic>
#include <cstdlib>
#include <new>
#include <rt/core/frame_pool.hpp>
#include <rt/core/task.hpp>
#include <rt/core/when_all.hpp>
#include <thread>

#include "support/catch.hpp"
#include "support/counted_heap.hpp"
#include "support/drive.hpp"

#if HEAP_IS_COUNTED

namespace {

rt::task<int> give(int value) { co_return value; }

rt::task<int> add_up(int count) {
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        const int one = co_await give(1);
        sum += one;
    }
    co_return sum;
}

rt::task<int> join(int count) {
    int sum = 0;
    for (int i = 0; i < count; ++i) {
        const auto [a, b] = co_await rt::when_all(give(1), give(1));
        sum += a + b;
    }
    co_return sum;
}

// How many allocations `work` makes when everything like it has run once.
template <class Work>
int allocations_of(Work work) {
    work();
    const int before = heap::allocations;
    work();
    return heap::allocations - before;
}

}  // namespace

TEST_CASE("once warm, a thousand awaits allocate no more than one") {
    const int one = allocations_of([] { run_now(add_up(1)); });
    CHECK(allocations_of([] { run_now(add_up(1'000)); }) == one);
}

TEST_CASE("once warm, when_all allocates nothing for its children") {
    const int one = allocations_of([] { run_now(join(1)); });
    CHECK(allocations_of([] { run_now(join(1'000)); }) == one);
}

TEST_CASE("a frame larger than every size class goes to the heap and back") {
    const int before = heap::live_blocks;
    void* const large = rt::pooled_frame::operator new(1 << 20);
    CHECK(heap::live_blocks == before + 1);
    rt::pooled_frame::operator delete(large, 1 << 20);
    CHECK(heap::live_blocks == before);
}

namespace {

// What is still alive of what a thread that runs `work` took from the heap, when it has ended.
template <class Work>
int left_behind_by(Work work) {
    std::thread([] {}).join();  // whatever the first thread of a program takes for ever
    const int before = heap::live_blocks;
    std::thread(work).join();
    return heap::live_blocks - before;
}

}  // namespace

TEST_CASE("a thread gives its frames back when it ends") {
    CHECK(left_behind_by([] { rt::pooled_frame::operator delete(rt::pooled_frame::operator new(64), 64); }) ==
          0);
}

TEST_CASE("a thread that only freed frames of others gives them back too") {
    void* const frame = rt::pooled_frame::operator new(640);
    CHECK(left_behind_by([=] { rt::pooled_frame::operator delete(frame, 640); }) == -1);
}

namespace {

struct frees_late {
    void* frame = nullptr;
    ~frees_late() {
        if (frame != nullptr) rt::pooled_frame::operator delete(frame, 64);
    }
};

thread_local frees_late made_before_the_pool;

}  // namespace

TEST_CASE("a frame freed after the thread's pool has closed goes to the heap") {
    const auto work = [] {
        made_before_the_pool.frame = nullptr;  // constructed first, so destroyed last
        made_before_the_pool.frame = rt::pooled_frame::operator new(64);
    };
    CHECK(left_behind_by(work) == 0);
}

#endif

#if RT_POOL_FRAMES

TEST_CASE("a freed frame is the next one of its size class") {
    void* const first = rt::pooled_frame::operator new(100);
    rt::pooled_frame::operator delete(first, 100);
    void* const second = rt::pooled_frame::operator new(128);
    CHECK(second == first);
    void* const third = rt::pooled_frame::operator new(129);
    CHECK(third != first);
    rt::pooled_frame::operator delete(second, 128);
    rt::pooled_frame::operator delete(third, 129);
}

#else

TEST_CASE("under AddressSanitizer frames are not pooled") {
    void* const first = rt::pooled_frame::operator new(64);
    void* const second = rt::pooled_frame::operator new(64);
    rt::pooled_frame::operator delete(first, 64);
    void* const third = rt::pooled_frame::operator new(64);
    CHECK(third != first);  // the freed one is in quarantine: whoever still uses it is found
    rt::pooled_frame::operator delete(second, 64);
    rt::pooled_frame::operator delete(third, 64);
}

#endif
