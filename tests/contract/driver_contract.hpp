// driver_contract -- what every driver owes a loop: operations in, each finished once; a wait that ends; a
// wake that is not lost. Without a loop, on the driver that RT_DRIVER names.
#pragma once

#include <deque>
#include <thread>

#include "support/catch.hpp"
#include "support/turn.hpp"
#include "support/world.hpp"

namespace driver_contract {

using std::chrono_literals::operator""ms;

TEST_CASE("100 operations in a ring of 4 finish, each once") {
    if (world::is_refused()) return;
    world here(4, 256);
    std::deque<plain_operation> all(100);
    for (plain_operation& each : all) here.driver().start(each);
    CHECK(here.driver().in_flight() == 100);
    turn_until_idle(here.driver());
    for (const plain_operation& each : all) CHECK(each.times_finished == 1);
}

TEST_CASE("64 operations with room for 8 completions finish, each once") {
    if (world::is_refused()) return;
    world here(8, 8);
    std::deque<plain_operation> all(64);
    for (plain_operation& each : all) here.driver().start(each);
    turn_until_idle(here.driver());
    for (const plain_operation& each : all) CHECK(each.times_finished == 1);
    CHECK(here.driver().stats().completed == 64);
}

TEST_CASE("64 receives parked, then all ready at once, with room for 8 completions") {
    if (world::is_refused()) return;
    world here(8, 8);
    std::deque<plain_operation> all;
    char bytes[64];
    std::vector<int> peers;
    for (char& byte : bytes) {
        const auto ends = here.socket_pair();
        here.driver().start(all.emplace_back(rt::op_code::receive, ends[0], std::span<char>(&byte, 1)));
        peers.push_back(ends[1]);
    }
    turn(here.driver(), do_not_wait);
    char one[] = "1";
    std::deque<plain_operation> sends;
    for (const int peer : peers)
        here.driver().start(sends.emplace_back(rt::op_code::send, peer, std::span<char>(one, 1)));
    turn_until_idle(here.driver());
    for (const plain_operation& each : all) CHECK((each.times_finished == 1 && each.result == 1));
}

TEST_CASE("a turn with a time in the past does not wait") {
    if (world::is_refused()) return;
    world here;
    char byte;
    plain_operation parked(rt::op_code::receive, here.socket_pair()[0], std::span<char>(&byte, 1));
    here.driver().start(parked);
    turn(here.driver(), do_not_wait);
    CHECK(parked.in_flight());
    here.driver().cancel(parked);
    turn_until_idle(here.driver());
    CHECK(parked.result == -ECANCELED);
}

TEST_CASE("a turn waits until its time when nothing completes") {
    if (world::is_refused()) return;
    world here;
    const rt::time_point end = here.driver().now() + 2ms;
    for (int i = 0; i < 10 && here.driver().now() < end; ++i) turn(here.driver(), end);
    CHECK(here.driver().now() >= end);
    CHECK(here.driver().stats().kernel_entries < 5);
}

TEST_CASE("wake ends a turn that waits, from another thread, every time") {
    if (world::is_refused()) return;
    world here;
    rt::driver& driver = here.driver();
    turn(driver, do_not_wait);
    for (int i = 0; i < 100; ++i) {
        std::thread other([&driver] { driver.wake(); });
        turn(driver);
        other.join();
    }
    CHECK(driver.in_flight() == 0);
}

TEST_CASE("cancel_all ends whatever is in flight, and the driver goes on") {
    if (world::is_refused()) return;
    world here;
    char byte;
    std::deque<plain_operation> all;
    for (int i = 0; i < 20; ++i)
        here.driver().start(
            all.emplace_back(rt::op_code::receive, here.socket_pair()[0], std::span<char>(&byte, 1)));
    turn(here.driver(), do_not_wait);
    here.driver().cancel_all();
    here.driver().cancel_all();
    turn_until_idle(here.driver());
    for (const plain_operation& each : all) CHECK((each.times_finished == 1 && each.result == -ECANCELED));
    plain_operation after;
    here.driver().start(after);
    turn_until_idle(here.driver());
    CHECK(after.result == 0);
}

TEST_CASE("a wake before the turn ends it all the same") {
    if (world::is_refused()) return;
    world here;
    turn(here.driver(), do_not_wait);
    here.driver().wake();
    turn(here.driver());  // hangs, if the wake is lost
    CHECK(here.driver().in_flight() == 0);
}

TEST_CASE("an operation that is cancelled finishes once, with -ECANCELED or with what it had done") {
    if (world::is_refused()) return;
    world here;
    const auto ends = here.socket_pair();
    char byte, one = '1';
    plain_operation receives(rt::op_code::receive, ends[0], std::span<char>(&byte, 1));
    plain_operation sends(rt::op_code::send, ends[1], std::span<char>(&one, 1));
    here.driver().start(receives);
    turn(here.driver(), do_not_wait);
    here.driver().start(sends);
    here.driver().cancel(receives);
    here.driver().cancel(receives);
    turn_until_idle(here.driver());
    CHECK(receives.times_finished == 1);
    CHECK((receives.result == -ECANCELED || receives.result == 1));
}

TEST_CASE("a descriptor that is not open fails its operation and nothing else") {
    if (world::is_refused()) return;
    world here;
    char byte;
    plain_operation lost(rt::op_code::receive, 999'999, std::span<char>(&byte, 1));
    plain_operation good;
    here.driver().start(lost);
    here.driver().start(good);
    turn_until_idle(here.driver());
    CHECK(lost.result == -EBADF);
    CHECK(good.result == 0);
}

}  // namespace driver_contract
