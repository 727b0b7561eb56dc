// channel_close -- the part of channel_contract about the end.
#pragma once

#include <exception>
#include <rt/core/when_all.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace channel_contract {

inline rt::task<> receive_to_the_end(channel_under_test<int>& c, std::string& log) {
    for (auto item = co_await c.receive(); item; item = co_await c.receive())
        log += std::to_string(*item) + " ";
    log += "end ";
}

inline rt::task<> send_or_say_why_not(channel_under_test<int>& c, int item, std::string& log) {
    try {
        co_await c.send(item);
    } catch (const std::exception&) {
        log += "refused ";
    }
}

TEST_CASE("what was sent before close() can still be received; then there is nothing, again and again") {
    if (world::is_refused()) return;
    channel_under_test<int> c(3);
    std::string log;
    world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
        co_await through.send(1);
        co_await through.send(2);
        through.close();
        co_await receive_to_the_end(through, out);
        co_await receive_to_the_end(through, out);
    }(c, log));
    CHECK(log == "1 2 end end ");
}

TEST_CASE("whoever sends to a closed channel is told so") {
    if (world::is_refused()) return;
    channel_under_test<int> c(3);
    std::string log;
    world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
        through.close();
        co_await send_or_say_why_not(through, 1, out);
        co_await receive_to_the_end(through, out);
    }(c, log));
    CHECK(log == "refused end ");
}

inline rt::task<> close_after(channel_under_test<int>& c, int length) {
    co_await turns(length);
    c.close();
}

TEST_CASE("close() wakes everybody who waits to receive") {
    if (world::is_refused()) return;
    channel_under_test<int> c(0);
    std::string log;
    world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
        co_await rt::when_all(receive_to_the_end(through, out), receive_to_the_end(through, out),
                              close_after(through, 2));
    }(c, log));
    CHECK(log == "end end ");
}

TEST_CASE("close() wakes everybody who waits to send: what they have was not sent") {
    if (world::is_refused()) return;
    for (const std::size_t capacity : {0u, 1u}) {
        channel_under_test<int> c(capacity);
        std::string log;
        world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
            co_await rt::when_all(send_or_say_why_not(through, 1, out), send_or_say_why_not(through, 2, out),
                                  close_after(through, 2));
            co_await receive_to_the_end(through, out);
        }(c, log));
        CHECK(log == (capacity == 0 ? "refused refused end " : "refused 1 end "));
    }
}

}  // namespace channel_contract
