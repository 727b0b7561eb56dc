// Every awaitable of io and net, and an echo server of them, under every single fault, cancelled at every moment, and in
// a thousand kinds of bad weather.
#include <rt/core/task_group.hpp>
#include <rt/core/when_all.hpp>
#include <rt/core/when_any.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/net/listener.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/for_each.hpp"
#include "support/wary_peer.hpp"

namespace {

using namespace std::chrono_literals;
using namespace wary;

rt::task<> one_way(ledger& book) {
    const counted here(book);
    const rt::listener listening = listen_here();
    const rt::address at = listening.local().value_or_throw("local");
    auto [server, client] = co_await rt::when_all(accept_one(listening), connect_to(at));
    co_await together(say_and_finish(client, "hello"), expect_all(server, "hello"));
    co_await together(say_and_finish(server, "goodbye"), expect_all(client, "goodbye"));
}

rt::task<> limits(ledger& book) {
    const counted here(book);
    const rt::listener listening = listen_here();
    const rt::address at = listening.local().value_or_throw("local");
    auto nobody = co_await listening.accept().within(1ms);
    if (nobody) throw std::logic_error("nobody has connected");
    auto [server, client] = co_await rt::when_all(accept_one(listening), connect_to(at));
    std::byte buffer[8];
    const auto nothing = co_await server.read_some(buffer).within(1ms);
    if (nothing && *nothing > 0) throw std::logic_error("nothing was written");
    const std::string much(1 << 20, 'm');
    const auto unread = co_await client.write_all(bytes_of(much), 1ms);
    if (unread) throw std::logic_error("nobody has read so much");
}

rt::task<> through_a_pipe(ledger& book) {
    const counted here(book);
    const auto [reader, writer] = rt::simulated_kernel::here().files.make_pipe();
    const rt::fd out(reader), in(writer);
    char text[] = "text", buffer[8] = {};
    auto written = co_await rt::io_awaiter<std::size_t>(rt::op_code::write, in.get(), text, 4, 0);
    const std::size_t count = std::move(written).value_or_throw("write");
    auto read = co_await rt::io_awaiter<std::size_t>(rt::op_code::read, out.get(), buffer, sizeof buffer, 0);
    const std::size_t got = std::move(read).value_or_throw("read");
    if (std::string_view(buffer, got) != std::string_view(text, count).substr(0, got))
        throw std::logic_error("what was read was never written");
}

rt::task<> echo(rt::stream client, ledger& book) {
    const counted here(book);
    std::byte buffer[16];
    for (;;) {
        const auto got = co_await client.read_some(buffer);
        if (!got || *got == 0) co_return;
        const auto sent = co_await client.write_all(std::span(buffer, *got));
        if (!sent) co_return;
    }
}

rt::task<> serve(const rt::listener& listening, ledger& book) {
    auto accept_all = [&](rt::task_group& clients) -> rt::task<> {
        for (;;) {
            auto next = co_await listening.accept();
            if (next) clients.start_soon(echo, std::move(*next), std::ref(book));
        }
    };
    co_await rt::with_task_group(accept_all);
}

// The clients say when it is over; the server is then cancelled.
rt::task<> echo_and_clients(ledger& book) {
    const counted here(book);
    const rt::listener listening = listen_here();
    const rt::address at = listening.local().value_or_throw("local");
    co_await rt::when_any(serve(listening, book), talk_three_times(at, book));
}

}  // namespace

TEST_CASE("a connection, there and back: any operation may fail, any moment may be its last") {
    CHECK(for_each_fault(one_way) > 10);
    CHECK(for_each_cancel(one_way) > 10);
}

TEST_CASE("time limits of accept, read and write: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(limits) > 10);
    CHECK(for_each_cancel(limits) > 10);
}

TEST_CASE("a read and a write of a pipe: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(through_a_pipe) > 10);
    CHECK(for_each_cancel(through_a_pipe) >= 10);
}

TEST_CASE("an echo server and three clients: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(echo_and_clients) > 10);
    CHECK(for_each_cancel(echo_and_clients) > 10);
}

TEST_CASE("an echo server and three clients in a thousand kinds of bad weather") {
    for_each_seed(1000, 0.05, echo_and_clients);
    for_each_seed(200, 0, echo_and_clients);
}
