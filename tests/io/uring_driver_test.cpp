// The driver without a loop: operations in, finished operations out.
#include <atomic>
#include <deque>
#include <thread>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

class request final : public rt::operation {
  public:
    using rt::operation::operation;
    explicit request(rt::op_code what = rt::op_code::nop, int descriptor = -1, std::span<char> memory = {})
        : operation(what, descriptor) {
        data = memory.data();
        length = static_cast<std::uint32_t>(memory.size());
    }
    void finished(rt::waiter_queue&) noexcept override { ++times_finished; }
    int times_finished = 0;
};

constexpr rt::time_point do_not_wait = rt::time_point::min();

void turn(rt::driver& d, rt::time_point until = rt::never) {
    rt::waiter_queue ready;
    d.turn(until, ready);
}

void turn_until_idle(rt::driver& d) {
    while (d.in_flight() > 0) turn(d);
}

}  // namespace

TEST_CASE("100 operations in a ring of 4 finish, each once") {
    if (world::is_refused()) return;
    world here(4, 256);
    std::deque<request> all(100);
    for (request& each : all) here.driver().start(each);
    CHECK(here.driver().in_flight() == 100);
    turn_until_idle(here.driver());
    for (const request& each : all) CHECK(each.times_finished == 1);
}

TEST_CASE("64 operations with room for 8 completions finish, each once") {
    if (world::is_refused()) return;
    world here(8, 8);
    std::deque<request> all(64);
    for (request& each : all) here.driver().start(each);
    turn_until_idle(here.driver());
    for (const request& each : all) CHECK(each.times_finished == 1);
    CHECK(here.driver().stats().completed == 64);
}

TEST_CASE("64 receives parked, then all ready at once, with room for 8 completions") {
    if (world::is_refused()) return;
    world here(8, 8);
    std::deque<request> all;
    char bytes[64];
    std::vector<int> peers;
    for (char& byte : bytes) {
        const auto ends = here.socket_pair();
        here.driver().start(all.emplace_back(rt::op_code::receive, ends[0], std::span<char>(&byte, 1)));
        peers.push_back(ends[1]);
    }
    turn(here.driver(), do_not_wait);
    char one[] = "1";
    std::deque<request> sends;
    for (const int peer : peers)
        here.driver().start(sends.emplace_back(rt::op_code::send, peer, std::span<char>(one, 1)));
    turn_until_idle(here.driver());
    for (const request& each : all) CHECK((each.times_finished == 1 && each.result == 1));
}

TEST_CASE("a turn with a time in the past does not wait") {
    if (world::is_refused()) return;
    world here;
    char byte;
    request parked(rt::op_code::receive, here.socket_pair()[0], std::span<char>(&byte, 1));
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
        const std::uint64_t before = driver.stats().completed;
        while (driver.stats().completed == before) turn(driver);  // the eventfd's read completes
        other.join();
    }
    CHECK(driver.in_flight() == 0);
}

TEST_CASE("cancel_all ends whatever is in flight, and the driver goes on") {
    if (world::is_refused()) return;
    world here;
    char byte;
    std::deque<request> all;
    for (int i = 0; i < 20; ++i)
        here.driver().start(
            all.emplace_back(rt::op_code::receive, here.socket_pair()[0], std::span<char>(&byte, 1)));
    turn(here.driver(), do_not_wait);
    here.driver().cancel_all();
    here.driver().cancel_all();
    turn_until_idle(here.driver());
    for (const request& each : all) CHECK((each.times_finished == 1 && each.result == -ECANCELED));
    request after;
    here.driver().start(after);
    turn_until_idle(here.driver());
    CHECK(after.result == 0);
}

TEST_CASE("a cancel in a full submission queue is not dropped") {
    if (world::is_refused()) return;
    world here(4, 64);
    char byte;
    request parked(rt::op_code::receive, here.socket_pair()[0], std::span<char>(&byte, 1));
    here.driver().start(parked);
    std::deque<request> nops(3);
    for (request& each : nops) here.driver().start(each);
    here.driver().cancel(parked);
    turn_until_idle(here.driver());
    CHECK(parked.result == -ECANCELED);
}

TEST_CASE("an entry that the kernel refuses for now is made again, and nothing is lost") {
    for (const int error : {EINTR, EAGAIN, EBUSY}) {
        rt::simulated_options options;
        options.entries = 4;
        options.faults.fail_enter(1, error).fail_enter(3, error).fail_enter(4, error);
        world here(options);
        std::deque<request> all(20);
        for (request& each : all) here.driver().start(each);
        turn_until_idle(here.driver());
        for (const request& each : all) CHECK(each.times_finished == 1);
    }
}

TEST_CASE("an entry that is refused for good is an exception that names the call") {
    rt::simulated_options options;
    options.faults.fail_enter(1, EBADF);
    world here(options);
    request one;
    here.driver().start(one);
    CHECK_THROWS_WITH(turn(here.driver()), Catch::Matchers::Contains("io_uring_enter"));
    turn_until_idle(here.driver());
}
