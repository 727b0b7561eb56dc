#include <cstdlib>
#include <memory>
#include <rt/loop/sleep.hpp>
#include <rt/loop/yield.hpp>
#include <stdexcept>
#include <thread>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<int> give(int value) { co_return value; }
rt::task<int&> refer_to(int& value) { co_return value; }
rt::task<std::unique_ptr<int>> make(int value) {
    co_await rt::yield();
    co_return std::make_unique<int>(value);
}
rt::task<> fail() {
    co_await rt::yield();
    throw std::runtime_error("out of the task");
}
rt::task<std::string> name_of_driver() { co_return std::string(rt::loop::current().driver_name()); }

}  // namespace

TEST_CASE("run returns what the task returns: a value, a reference, something that only moves") {
    if (world::is_refused()) return;
    int object = 0;
    CHECK(rt::run(give(42)) == 42);
    CHECK(&rt::run(refer_to(object)) == &object);
    CHECK(*rt::run(make(7)) == 7);
}

TEST_CASE("run throws what the task throws") {
    if (world::is_refused()) return;
    CHECK_THROWS_WITH(rt::run(fail()), "out of the task");
}

TEST_CASE("one run after the other, and one on another thread beside it") {
    if (world::is_refused()) return;
    for (int i = 0; i < 20; ++i) CHECK(rt::run(give(i)) == i);
    int there = 0;
    std::thread other([&there] { there = rt::run(give(2)); });
    const int here = rt::run(give(1));
    other.join();
    CHECK(here + there == 3);
    CHECK_FALSE(rt::loop::is_running_here());
}

TEST_CASE("the driver is the one that was asked for") {
    if (world::is_refused()) return;
    CHECK(rt::run(name_of_driver(), {.driver = "simulated"}) == "simulated");
    CHECK(rt::run(name_of_driver()) == world::driver_name());
}

TEST_CASE("a driver that does not exist is refused by name") {
    CHECK_THROWS_WITH(rt::run(give(1), {.driver = "kqueue"}),
                      "there is no driver 'kqueue': choose uring, epoll or simulated");
}

TEST_CASE("the simulated driver sleeps for a year in no time") {
    rt::run([]() -> rt::task<> { co_await rt::sleep_for(24h * 365); }(), {.driver = "simulated"});
}
