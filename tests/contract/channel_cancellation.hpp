// channel_cancellation -- the part of channel_contract about who is told to stop: no item is lost, none comes twice.
#pragma once

#include <algorithm>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/when_all.hpp>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/counted.hpp"
#include "support/turns.hpp"
#include "support/world.hpp"

namespace channel_contract {

inline rt::task<> in_scope(rt::cancel_scope& scope, rt::task<> work) { co_await scope.run(std::move(work)); }

inline rt::task<> cancel_after(rt::cancel_scope& scope, int length) {
    co_await turns(length);
    scope.cancel();
}

inline rt::task<> send_after(channel_under_test<int>& c, int item, int length) {
    co_await turns(length);
    co_await c.send(item);
}

TEST_CASE("a cancelled receiver leaves the queue: the item goes to the one behind it") {
    if (world::is_refused()) return;
    channel_under_test<int> c(0);
    std::string log;
    world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
        rt::cancel_scope scope;
        co_await rt::when_all(in_scope(scope, receive_one(through, out, 'a')), receive_one(through, out, 'b'),
                              cancel_after(scope, 1), send_after(through, 7, 3));
    }(c, log));
    CHECK(log == "b7 ");
}

TEST_CASE("a cancelled sender leaves the queue: its item was not sent") {
    if (world::is_refused()) return;
    channel_under_test<int> c(0);
    std::string log;
    world().run([](channel_under_test<int>& through, std::string& out) -> rt::task<> {
        rt::cancel_scope scope;
        co_await rt::when_all(in_scope(scope, send_numbers(through, 1, 1)), send_numbers(through, 2, 1),
                              cancel_after(scope, 1), receive_after_a_while(through, out));
        out += through.try_receive() ? "and another" : "and no other";
    }(c, log));
    CHECK(log == "receives has and no other");
}

// What each end believes to have happened.
struct books {
    std::vector<int> sent;
    std::vector<int> received;
};

inline rt::task<> send_noting(channel_under_test<counted>& c, ledger& book, int first,
                              std::vector<int>& sent) {
    for (int i = first; i < first + 10; ++i) {
        co_await c.send(counted(book, i));
        sent.push_back(i);
    }
}

inline rt::task<> receive_noting(channel_under_test<counted>& c, std::vector<int>& received) {
    for (;;) {
        const auto item = co_await c.receive();
        if (!item) break;
        received.push_back(item->value);
        co_await turns(1);
    }
}

inline rt::task<> two_senders(channel_under_test<counted>& c, ledger& book, rt::cancel_scope& scope,
                              std::vector<int>& sent) {
    co_await rt::when_all(in_scope(scope, send_noting(c, book, 100, sent)), send_noting(c, book, 200, sent));
    c.close();
}

inline rt::task<> cancel_one_of_each(std::size_t capacity, ledger& book, int when, books& kept) {
    channel_under_test<counted> c(capacity);
    rt::cancel_scope sender, receiver;
    co_await rt::when_all(
        two_senders(c, book, sender, kept.sent), in_scope(receiver, receive_noting(c, kept.received)),
        receive_noting(c, kept.received), cancel_after(sender, when), cancel_after(receiver, when * 7 % 41));
}

TEST_CASE("whenever senders and receivers are cancelled, what was sent is received, each item once") {
    if (world::is_refused()) return;
    for (const std::size_t capacity : {0u, 1u, 3u}) {
        for (int when = 0; when < 41; ++when) {
            ledger book;
            books kept;
            world().run(cancel_one_of_each(capacity, book, when, kept));
            std::sort(kept.sent.begin(), kept.sent.end());
            std::sort(kept.received.begin(), kept.received.end());
            INFO("capacity " << capacity << ", cancelled after " << when << " turns");
            CHECK(kept.sent == kept.received);
            CHECK(kept.sent.size() >= 10);
            CHECK(book.alive == 0);
        }
    }
}

}  // namespace channel_contract
