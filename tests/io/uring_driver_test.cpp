// What only a driver on a ring can meet: a full queue, an overflow, a refused entry.
#include <deque>

#include "support/catch.hpp"
#include "support/turn.hpp"
#include "support/world.hpp"

TEST_CASE("a cancel in a full submission queue is not dropped") {
    if (world::is_refused()) return;
    world here(4, 64);
    char byte;
    plain_operation parked(rt::op_code::receive, here.socket_pair()[0], std::span<char>(&byte, 1));
    here.driver().start(parked);
    std::deque<plain_operation> nops(3);
    for (plain_operation& each : nops) here.driver().start(each);
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
        std::deque<plain_operation> all(20);
        for (plain_operation& each : all) here.driver().start(each);
        turn_until_idle(here.driver());
        for (const plain_operation& each : all) CHECK(each.times_finished == 1);
    }
}

TEST_CASE("an entry that is refused for good is an exception that names the call") {
    rt::simulated_options options;
    options.faults.fail_enter(1, EBADF);
    world here(options);
    plain_operation one;
    here.driver().start(one);
    CHECK_THROWS_WITH(turn(here.driver()), Catch::Matchers::Contains("io_uring_enter"));
    turn_until_idle(here.driver());
}
