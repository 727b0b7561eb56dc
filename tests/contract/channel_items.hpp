// channel_items -- the part of channel_contract about items: in order, each once, and not too many of them.
#pragma once

#include <memory>
#include <optional>
#include <rt/core/when_all.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace channel_contract {

inline rt::task<> send_numbers(channel_under_test<int>& c, int first, int count) {
    for (int i = 0; i < count; ++i) co_await c.send(first + i);
}

inline rt::task<> send_and_close(channel_under_test<int>& c, int count) {
    co_await send_numbers(c, 0, count);
    c.close();
}

inline rt::task<> receive_into(channel_under_test<int>& c, std::vector<int>& got) {
    for (auto item = co_await c.receive(); item; item = co_await c.receive()) got.push_back(*item);
}

TEST_CASE("what is sent is received, in order, through every capacity") {
    if (world::is_refused()) return;
    for (const std::size_t capacity : {0u, 1u, 2u, 7u, 1000u}) {
        channel_under_test<int> c(capacity);
        std::vector<int> got;
        world().run([](channel_under_test<int>& through, std::vector<int>& into) -> rt::task<> {
            co_await rt::when_all(send_and_close(through, 100), receive_into(through, into));
        }(c, got));
        INFO("capacity " << capacity);
        REQUIRE(got.size() == 100);
        for (int i = 0; i < 100; ++i) CHECK(got[static_cast<std::size_t>(i)] == i);
    }
}

inline rt::task<> send_and_count(channel_under_test<int>& c, int count, int& sent) {
    for (int i = 0; i < count; ++i) {
        co_await c.send(i);
        ++sent;
    }
    c.close();
}

inline rt::task<> receive_late(channel_under_test<int>& c, const int& sent, std::vector<int>& sent_at_each) {
    co_await turns(10);
    for (auto item = co_await c.receive(); item; item = co_await c.receive()) {
        co_await turns(10);
        sent_at_each.push_back(sent - *item);  // ahead of the reader
    }
}

TEST_CASE("the sender is never further ahead of the receiver than the capacity and the item at hand") {
    if (world::is_refused()) return;
    for (const int capacity : {0, 1, 3}) {
        channel_under_test<int> c(static_cast<std::size_t>(capacity));
        int sent = 0;
        std::vector<int> ahead;
        world().run([](channel_under_test<int>& through, int& count, std::vector<int>& into) -> rt::task<> {
            co_await rt::when_all(send_and_count(through, 10, count), receive_late(through, count, into));
        }(c, sent, ahead));
        INFO("capacity " << capacity);
        REQUIRE(ahead.size() == 10);
        CHECK(ahead[0] == capacity + 1);
        CHECK(ahead[5] <= capacity + 1);
    }
}

inline rt::task<> say_when_sent(channel_under_test<int>& c, std::string& log) {
    co_await c.send(1);
    log += "sent ";
}

inline rt::task<> receive_after_a_while(channel_under_test<int>& c, std::string& log) {
    co_await turns(5);
    log += "receives ";
    const auto item = co_await c.receive();
    if (item) log += "has ";
}

TEST_CASE("with capacity 0, send() ends when somebody has received") {
    if (world::is_refused()) return;
    channel_under_test<int> c(0);
    std::string log;
    world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
        co_await rt::when_all(say_when_sent(through, out), receive_after_a_while(through, out));
    }(c, log));
    CHECK(log == "receives has sent ");
}

inline rt::task<> receive_one(channel_under_test<int>& c, std::string& log, char who) {
    const auto item = co_await c.receive();
    if (item) log += who + std::to_string(*item) + " ";
}

TEST_CASE("receivers are served in the order in which they came") {
    if (world::is_refused()) return;
    channel_under_test<int> c(1);
    std::string log;
    world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
        co_await rt::when_all(receive_one(through, out, 'a'), receive_one(through, out, 'b'),
                              receive_one(through, out, 'c'), send_numbers(through, 1, 3));
    }(c, log));
    CHECK(log == "a1 b2 c3 ");
}

TEST_CASE("senders are served in the order in which they came") {
    if (world::is_refused()) return;
    for (const std::size_t capacity : {0u, 1u}) {
        channel_under_test<int> c(capacity);
        std::string log;
        world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
            co_await rt::when_all(send_numbers(through, 1, 1), send_numbers(through, 2, 1),
                                  send_numbers(through, 3, 1), receive_one(through, out, 'r'),
                                  receive_one(through, out, 'r'), receive_one(through, out, 'r'));
        }(c, log));
        CHECK(log == "r1 r2 r3 ");
    }
}

inline rt::task<> send_parcel(channel_under_test<std::unique_ptr<int>>& c) {
    for (int i = 0; i < 3; ++i) co_await c.send(std::make_unique<int>(i));
    c.close();
}

inline rt::task<int> open_parcels(channel_under_test<std::unique_ptr<int>>& c) {
    int sum = 0;
    for (auto parcel = co_await c.receive(); parcel; parcel = co_await c.receive()) sum += **parcel;
    co_return sum;
}

TEST_CASE("items that can only be moved come through") {
    if (world::is_refused()) return;
    const int sum = world().run([]() -> rt::task<int> {
        channel_under_test<std::unique_ptr<int>> c(1);
        const auto [nothing, all] = co_await rt::when_all(send_parcel(c), open_parcels(c));
        co_return all;
    }());
    CHECK(sum == 3);
}

inline rt::task<> send_counted(channel_under_test<counted>& c, ledger& book, int count) {
    for (int i = 0; i < count; ++i) co_await c.send(counted(book, i));
}

TEST_CASE("what was sent and never received is destroyed with the channel, and nothing is copied") {
    if (world::is_refused()) return;
    ledger book;
    {
        channel_under_test<counted> c(3);
        world().run(send_counted(c, book, 3));
        CHECK(book.alive == 3);
    }
    CHECK(book.alive == 0);
    CHECK(book.copies == 0);
}

}  // namespace channel_contract
