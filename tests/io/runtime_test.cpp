#include <signal.h>
#include <unistd.h>

#include <atomic>
#include <mutex>
#include <rt/io/runtime.hpp>
#include <rt/io/signal_set.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/sync/event.hpp>
#include <set>
#include <stdexcept>
#include <thread>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

rt::task<> count_here(std::atomic<int>& count) {
    co_await rt::yield();
    ++count;
}

// Passes itself on to the next loop, `left` times.
rt::task<> last_words(rt::runtime& all, std::atomic<int>& count, int left) {
    ++count;
    if (left > 0)
        all.spawn_on(static_cast<std::size_t>(left) % all.size(), last_words, std::ref(all), std::ref(count),
                     left - 1);
    co_return;
}

// A ball between loops 0 and 1; each counts its bounces. The last one is on loop 0, whose event it sets.
rt::task<> play(rt::runtime& both, int* bounces, int left, rt::event* last) {
    const auto here = static_cast<std::size_t>(left) % 2;
    ++bounces[here];
    if (left > 0)
        both.spawn_on(1 - here, play, std::ref(both), bounces, left - 1, last);
    else
        last->set();
    co_return;
}

rt::task<> wait_until_cancelled(std::atomic<int>& cancelled) {
    rt::event never_set;
    try {
        co_await never_set.wait();
    } catch (const rt::cancelled&) {
        ++cancelled;
        throw;
    }
}

}  // namespace

// Before any other: a thread of the pool that was made before the signals were blocked does not block them.
TEST_CASE("signals come to the first loop, also when it asks for them after the others began") {
    if (world::is_refused() || world::is_simulated()) return;
    int which = 0;
    rt::runtime three(3);
    three.run([&](std::size_t i) -> rt::task<> {
        if (i != 0) co_return;
        rt::signal_set usr1{SIGUSR1};
        ::kill(::getpid(), SIGUSR1);  // to the process: any thread that does not block it could be hit
        const auto came = co_await usr1.next();
        which = came ? *came : -1;
    });
    CHECK(which == SIGUSR1);
}

TEST_CASE("signals come to who waits for them, also where the pool had threads before") {
    if (world::is_refused() || world::is_simulated()) return;
    auto wait_for_one = []() -> rt::task<int> {
        co_await rt::run_blocking([] {});
        rt::signal_set usr2{SIGUSR2};
        ::kill(::getpid(), SIGUSR2);
        const auto came = co_await usr2.next();
        co_return came ? *came : -1;
    };
    CHECK(world().run(wait_for_one()) == SIGUSR2);
}

TEST_CASE("each loop runs one main task, on a thread of its own") {
    if (world::is_refused()) return;
    std::mutex mutex;
    std::set<std::thread::id> threads;
    std::set<std::size_t> numbers;
    rt::runtime four(4);
    four.run([&](std::size_t i) -> rt::task<> {
        co_await rt::yield();
        const std::lock_guard lock(mutex);
        threads.insert(std::this_thread::get_id());
        numbers.insert(i);
    });
    CHECK(threads.size() == 4);
    CHECK(threads.count(std::this_thread::get_id()) == 1);
    CHECK(numbers == std::set<std::size_t>{0, 1, 2, 3});
    CHECK_FALSE(rt::loop::is_running_here());
}

TEST_CASE("one main task can use the others' loops, and its value comes out of run") {
    if (world::is_refused()) return;
    rt::runtime three(3);
    std::atomic<int> count = 0;
    auto main = [](rt::runtime& all, std::atomic<int>& c) -> rt::task<int> {
        for (std::size_t i = 0; i < 300; ++i) all.spawn_on(i % 3, count_here, std::ref(c));
        while (c < 300) co_await rt::yield();
        co_return c;
    };
    CHECK(three.run(main(three, count)) == 300);
}

TEST_CASE("the same runtime runs again") {
    if (world::is_refused()) return;
    rt::runtime two(2);
    for (int round = 1; round <= 20; ++round) {
        std::atomic<int> mains = 0;
        two.run([&](std::size_t) -> rt::task<> {
            ++mains;
            co_return;
        });
        CHECK(mains == 2);
    }
}

TEST_CASE("the first exception cancels all loops and comes out when all have ended") {
    if (world::is_refused()) return;
    std::atomic<int> cancelled = 0;
    rt::runtime three(3);
    auto main = [&](std::size_t i) -> rt::task<> {
        if (i != 1) co_await wait_until_cancelled(cancelled);
        throw std::runtime_error("from loop 1");
    };
    CHECK_THROWS_WITH(three.run(main), "from loop 1");
    CHECK(cancelled == 2);
}

TEST_CASE("what is spawned runs until the last main task has ended, and is then cancelled and waited for") {
    if (world::is_refused()) return;
    std::atomic<int> cancelled = 0, others = 0;
    std::atomic<bool> too_early = false;
    rt::runtime three(3);
    three.run([&](std::size_t i) -> rt::task<> {
        rt::spawn(wait_until_cancelled(cancelled));
        if (i == 0)
            while (others < 2) co_await rt::yield();
        if (cancelled > 0) too_early = true;
        ++others;
    });
    CHECK_FALSE(too_early);
    CHECK(cancelled == 3);
}

TEST_CASE("a loop that has come to rest takes what another, which has not, still sends") {
    if (world::is_refused()) return;
    std::atomic<int> count = 0;
    rt::runtime three(3);
    for (int round = 0; round < 50; ++round) {
        count = 0;
        three.run([&](std::size_t i) -> rt::task<> {
            if (i == 0) rt::spawn(last_words(three, count, 20));
            co_return;
        });
        REQUIRE(count == 21);
    }
}

TEST_CASE("two loops wake each other ten thousand times, and no wake is lost") {
    if (world::is_refused()) return;
    constexpr int trips = 10'000;
    rt::runtime two(2);
    int bounces[2] = {0, 0};
    rt::event last;
    two.run([&](std::size_t i) -> rt::task<> {
        if (i == 1) co_return;
        two.spawn_on(0, play, std::ref(two), &bounces[0], trips, &last);
        co_await last.wait();
    });
    CHECK(bounces[0] == trips / 2 + 1);
    CHECK(bounces[1] == trips / 2);
}

TEST_CASE("a job of the pool can send work to any loop") {
    if (world::is_refused()) return;
    std::atomic<int> count = 0;
    rt::runtime two(2);
    two.run([&](std::size_t) -> rt::task<> {
        auto send = [&] {
            for (std::size_t i = 0; i < 100; ++i) two.spawn_on(i % 2, count_here, std::ref(count));
        };
        co_await rt::run_blocking(send);
    });
    CHECK(count <= 200);  // what had not begun at the end was cancelled at its await
}

TEST_CASE("a driver that does not exist is one error, and nothing has run") {
    std::atomic<int> mains = 0;
    rt::runtime three(3, {.driver = "kqueue"});
    auto main = [&](std::size_t) -> rt::task<> {
        ++mains;
        co_return;
    };
    CHECK_THROWS_WITH(three.run(main), "there is no driver 'kqueue': choose uring, epoll or simulated");
    CHECK(mains == 0);
}
