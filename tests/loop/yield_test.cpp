#include <rt/core/when_all.hpp>
#include <rt/loop/yield.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

rt::task<> say(std::string& log, char letter, int times) {
    for (int i = 0; i < times; ++i) {
        log += letter;
        co_await rt::yield();
    }
}

rt::task<> yield_many_times(int& count) {
    for (; count < 1'000'000; ++count) co_await rt::yield();
}

}  // namespace

TEST_CASE("yield lets everybody else who is ready run first") {
    if (world::is_refused()) return;
    std::string log;
    world().run([](std::string& out) -> rt::task<> {
        std::vector<rt::task<>> both;
        both.push_back(say(out, 'a', 3));
        both.push_back(say(out, 'b', 3));
        co_await rt::when_all(std::move(both));
    }(log));
    CHECK(log == "ababab");
}

TEST_CASE("a million yields in a row need no stack") {
    if (world::is_refused()) return;
    int count = 0;
    world().run(yield_many_times(count));
    CHECK(count == 1'000'000);
}
