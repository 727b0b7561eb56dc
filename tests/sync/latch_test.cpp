#include <rt/core/when_all.hpp>
#include <rt/sync/latch.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/drive.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace {

rt::task<> wait_and_say(rt::latch& l, std::string& log) {
    co_await l.wait();
    log += "go ";
}

rt::task<> count_and_say(rt::latch& l, std::string& log) {
    co_await turns(2);
    log += std::to_string(l.left()) + " ";
    co_await l.arrive_and_wait();
    log += "together ";
}

}  // namespace

TEST_CASE("everybody who waits goes on when it is counted down to zero") {
    if (world::is_refused()) return;
    rt::latch l(2);
    std::string log;
    world().run([](rt::latch& at, std::string& out) -> rt::task<> {
        co_await rt::when_all(wait_and_say(at, out), count_and_say(at, out), count_and_say(at, out));
    }(l, log));
    CHECK(log == "2 1 together go together ");
}

TEST_CASE("a latch at zero is not waited for") {
    rt::latch none(0);
    rt::latch one(1);
    one.count_down();
    std::string log;
    run_now(wait_and_say(none, log));
    run_now(wait_and_say(one, log));
    CHECK(log == "go go ");
}
