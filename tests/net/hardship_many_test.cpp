// The same for requests with many answers: an echo server of connections() and incoming().
#include <rt/core/when_any.hpp>
#include <rt/net/listener.hpp>

#include "support/catch.hpp"
#include "support/for_each.hpp"
#include "support/wary_peer.hpp"

namespace {

using namespace wary;

rt::task<> echo_messages(rt::stream client, ledger& book) {
    const counted here(book);
    rt::incoming_bytes messages = client.incoming();
    for (;;) {
        auto message = co_await messages.next();
        if (!message || message->empty()) co_return;
        const auto sent = co_await client.write_all(message->bytes());
        if (!sent) co_return;
    }
}

rt::task<> serve_messages(const rt::listener& listening, ledger& book) {
    auto accept_all = [&](rt::task_group& clients) -> rt::task<> {
        rt::incoming_connections connections = listening.connections();
        for (;;) {
            auto next = co_await connections.next();
            if (next) clients.start_soon(echo_messages, std::move(*next), std::ref(book));
        }
    };
    co_await rt::with_task_group(accept_all);
}

rt::task<> messages_and_clients(ledger& book) {
    const counted here(book);
    const rt::listener listening = listen_here();
    const rt::address at = listening.local().value_or_throw("local");
    co_await rt::when_any(serve_messages(listening, book), talk_three_times(at, book));
}

}  // namespace

TEST_CASE("an echo server of many answers: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(messages_and_clients) > 10);
    CHECK(for_each_cancel(messages_and_clients) > 10);
}

TEST_CASE("an echo server of many answers in a thousand kinds of bad weather") {
    CHECK(for_each_seed(1000, 0.05, messages_and_clients) > 0);
    CHECK(for_each_seed(200, 0, messages_and_clients) > 0);
}
