#include <algorithm>
#include <memory>
#include <random>
#include <rt/loop/timer_heap.hpp>

#include "support/catch.hpp"

namespace {

using namespace std::chrono_literals;

struct numbered final : rt::timer {
    explicit numbered(int n) : number(n) {}
    void expired(rt::waiter_queue&) noexcept override {}
    int number;
};

int pop(rt::timer_heap& heap) { return static_cast<numbered&>(heap.pop()).number; }

}  // namespace

TEST_CASE("the soonest timer comes out first, and an empty heap is never due") {
    rt::timer_heap heap;
    CHECK(heap.next() == rt::never);
    numbered late(3), soon(1), middle(2);
    heap.add(late, rt::time_point(30ms));
    heap.add(soon, rt::time_point(10ms));
    heap.add(middle, rt::time_point(20ms));
    CHECK(heap.next() == rt::time_point(10ms));
    CHECK(pop(heap) == 1);
    CHECK(pop(heap) == 2);
    CHECK(pop(heap) == 3);
    CHECK(heap.empty());
}

TEST_CASE("timers due at the same time leave in the order in which they came") {
    rt::timer_heap heap;
    std::vector<std::unique_ptr<numbered>> timers;
    for (int i = 0; i < 1000; ++i)
        heap.add(*timers.emplace_back(std::make_unique<numbered>(i)), rt::time_point(1s));
    bool in_order = true;
    for (int i = 0; i < 1000; ++i) in_order = pop(heap) == i && in_order;
    CHECK(in_order);
}

TEST_CASE("a timer that is removed does not come out, wherever it stood in the heap") {
    for (int gone = 0; gone < 40; ++gone) {
        rt::timer_heap heap;
        std::vector<std::unique_ptr<numbered>> timers;
        for (int i = 0; i < 40; ++i)  // 7 is prime to 40: every deadline once, in no order
            heap.add(*timers.emplace_back(std::make_unique<numbered>(i * 7 % 40)),
                     rt::time_point(i * 7 % 40 * 1ms));
        heap.remove(*timers[static_cast<std::size_t>(gone)]);
        CHECK_FALSE(timers[static_cast<std::size_t>(gone)]->armed());
        std::vector<int> out;
        while (!heap.empty()) out.push_back(pop(heap));
        REQUIRE(out.size() == 39);
        CHECK(std::is_sorted(out.begin(), out.end()));
        CHECK(std::count(out.begin(), out.end(), gone * 7 % 40) == 0);
    }
}

TEST_CASE("10,000 timers added and removed at random come out sorted") {
    std::mt19937 random(1);
    rt::timer_heap heap;
    std::vector<std::unique_ptr<numbered>> timers;
    for (int i = 0; i < 10'000; ++i) {
        const int due = static_cast<int>(random() % 1000);
        heap.add(*timers.emplace_back(std::make_unique<numbered>(due)), rt::time_point(due * 1ms));
        numbered& other = *timers[random() % timers.size()];
        if (other.armed() && random() % 3 == 0) heap.remove(other);
    }
    const auto armed = std::count_if(timers.begin(), timers.end(), [](const auto& t) { return t->armed(); });
    std::vector<int> out;
    while (!heap.empty()) out.push_back(pop(heap));
    CHECK(out.size() == static_cast<std::size_t>(armed));
    CHECK(std::is_sorted(out.begin(), out.end()));
}
