#include <atomic>
#include <rt/loop/mailbox.hpp>
#include <thread>

#include "support/catch.hpp"

TEST_CASE("what was posted is taken oldest first") {
    rt::mailbox box;
    rt::waiter first, second, third;
    for (rt::waiter* w : {&first, &second, &third}) box.post(*w);
    rt::waiter_queue ready;
    box.take(ready);
    CHECK(&ready.pop() == &first);
    CHECK(&ready.pop() == &second);
    CHECK(&ready.pop() == &third);
    CHECK(ready.empty());
}

TEST_CASE("a loop goes to sleep only on an empty mailbox") {
    rt::mailbox box;
    rt::waiter w;
    box.post(w);
    CHECK_FALSE(box.try_sleep());
    rt::waiter_queue ready;
    box.take(ready);
    CHECK(box.try_sleep());
    ready.pop();
}

TEST_CASE("exactly one post of many wakes a sleeping loop") {
    rt::mailbox box;
    rt::waiter first, second, third;
    CHECK_FALSE(box.post(first));  // nobody sleeps
    rt::waiter_queue ready;
    box.take(ready);
    REQUIRE(box.try_sleep());
    CHECK(box.post(second));
    CHECK_FALSE(box.post(third));  // it is being woken already
    box.take(ready);
    ready.pop();
    CHECK(&ready.pop() == &second);
    CHECK(&ready.pop() == &third);
}

struct posted final : rt::waiter {};

TEST_CASE("of what four threads post nothing is lost, and every sleep is ended by one of them") {
    constexpr int each = 5000;
    rt::mailbox box;
    std::atomic<int> wakes = 0;
    std::vector<std::vector<posted>> waiters(4);
    std::vector<std::thread> threads;
    for (auto& mine : waiters) {
        mine = std::vector<posted>(each);
        threads.emplace_back([&box, &wakes, &mine] {
            for (rt::waiter& w : mine)
                if (box.post(w)) ++wakes;
        });
    }
    int taken = 0, sleeps = 0;
    while (taken < 4 * each) {
        if (box.try_sleep()) {
            ++sleeps;
            while (wakes < sleeps) std::this_thread::yield();  // as the driver waits for its eventfd
        }
        rt::waiter_queue ready;
        box.take(ready);
        for (; !ready.empty(); ready.pop()) ++taken;
    }
    for (std::thread& t : threads) t.join();
    CHECK(taken == 4 * each);
    CHECK(wakes == sleeps);
}
