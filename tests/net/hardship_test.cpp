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

namespace {

using namespace std::chrono_literals;

rt::listener listen_here() {
    return rt::listener::listen(rt::address::parse("127.0.0.1", 0).value_or_throw("parse"))
        .value_or_throw("listen");
}

rt::task<rt::stream> connect_to(rt::address to) {
    auto connected = co_await rt::connect(to, 1h);
    co_return std::move(connected).value_or_throw("connect");
}

rt::task<rt::stream> accept_one(const rt::listener& from) {
    auto accepted = co_await from.accept().within(1h);  // the client may have failed
    co_return std::move(accepted).value_or_throw("accept");
}

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

[[noreturn]] void end_too_soon() {
    throw std::system_error(std::make_error_code(std::errc::connection_aborted), "the end, too soon");
}

// Reads `expected`, and accepts nothing else.
rt::task<> expect(const rt::stream& from, std::string_view expected) {
    std::byte buffer[100];
    while (!expected.empty()) {
        auto got = co_await from.read_some(buffer);
        const std::size_t count = std::move(got).value_or_throw("read");
        if (count == 0) end_too_soon();
        const std::string_view came(reinterpret_cast<const char*>(buffer), count);
        if (!expected.starts_with(came)) throw std::logic_error("what was read was never written");
        expected.remove_prefix(count);
    }
}

rt::task<> say(const rt::stream& to, std::string_view words) {
    auto said = co_await to.write_all(bytes_of(words));
    std::move(said).value_or_throw("write");
}

rt::task<> say_and_finish(const rt::stream& to, std::string_view words) {
    co_await say(to, words);
    to.finish_writing().value_or_throw("shutdown");
}

rt::task<> expect_all(const rt::stream& from, std::string_view expected) {
    co_await expect(from, expected);
    std::byte one[1];
    auto end = co_await from.read_some(one);
    if (std::move(end).value_or_throw("read") != 0) throw std::logic_error("more than was written");
}

// When one fails, the other is cancelled: it may wait for what will never come.
rt::task<> together(rt::task<> one, rt::task<> other) {
    auto both = [&](rt::task_group& group) -> rt::task<> {
        group.start_soon(std::move(one));
        group.start_soon(std::move(other));
        co_return;
    };
    co_await rt::with_task_group(both);
}

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

rt::task<> talk(rt::address to, std::string words, ledger& book) {
    const counted here(book);
    const rt::stream server = co_await connect_to(to);
    co_await together(say_and_finish(server, words), expect_all(server, words));
}

rt::task<> talk_three_times(rt::address to, ledger& book) {
    co_await rt::when_all(talk(to, "one", book), talk(to, "two and twenty times two", book),
                          talk(to, "3", book));
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
