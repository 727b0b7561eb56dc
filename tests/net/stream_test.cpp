#include <rt/core/when_all.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/net/listener.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

struct ends {
    rt::stream server;
    rt::stream client;
};

rt::task<rt::stream> accept_one(const rt::listener& from) {
    auto accepted = co_await from.accept();
    co_return std::move(accepted).value_or_throw("accept");
}

rt::task<rt::stream> connect_to(rt::address to) {
    auto connected = co_await rt::connect(to);
    co_return std::move(connected).value_or_throw("connect");
}

rt::task<ends> make_connection() {
    const auto listening = rt::listener::listen(*rt::address::parse("127.0.0.1", 0)).value_or_throw("listen");
    const rt::address at = listening.local().value_or_throw("local");
    auto [server, client] = co_await rt::when_all(accept_one(listening), connect_to(at));
    co_return ends{std::move(server), std::move(client)};
}

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

rt::task<std::string> read_to_end(const rt::stream& from) {
    std::string all;
    std::vector<std::byte> buffer(65536);
    for (;;) {
        const auto got = co_await from.read_some(buffer);
        if (!got || *got == 0) co_return all;
        all.append(reinterpret_cast<const char*>(buffer.data()), *got);
    }
}

rt::task<bool> write_and_finish(const rt::stream& to, const std::string& text) {
    const auto written = co_await to.write_all(bytes_of(text));
    co_return written&& to.finish_writing();
}

}  // namespace

TEST_CASE("what is written arrives, then the end of the stream as 0 bytes") {
    if (world::is_refused()) return;
    const std::string arrived = world().run([]() -> rt::task<std::string> {
        ends both = co_await make_connection();
        auto [text, ok] =
            co_await rt::when_all(read_to_end(both.server), write_and_finish(both.client, "hello"));
        co_return std::move(text);
    }());
    CHECK(arrived == "hello");
}

TEST_CASE("write_all goes on after short writes until 16 MiB are through") {
    if (world::is_refused()) return;
    std::string much(std::size_t{16} << 20, '.');
    for (std::size_t i = 0; i < much.size(); ++i) much[i] = static_cast<char>(i * 2654435761u >> 13);
    const bool equal = world().run([](const std::string& sent) -> rt::task<bool> {
        ends both = co_await make_connection();
        auto [text, ok] =
            co_await rt::when_all(read_to_end(both.server), write_and_finish(both.client, sent));
        co_return ok&& text == sent;
    }(much));
    CHECK(equal);
}

TEST_CASE("after finish_writing the other direction still works") {
    if (world::is_refused()) return;
    const std::string answer = world().run([]() -> rt::task<std::string> {
        ends both = co_await make_connection();
        const bool finished = both.client.finish_writing().has_value();
        std::byte one[1];
        const auto end = co_await both.server.read_some(one);
        const bool is_end = finished && end && *end == 0;
        auto [text, ok] =
            co_await rt::when_all(read_to_end(both.client), write_and_finish(both.server, "answer"));
        co_return is_end ? std::move(text) : "no end seen";
    }());
    CHECK(answer == "answer");
}

TEST_CASE("a peer that is gone is an error of the write, never a signal") {
    if (world::is_refused()) return;
    const auto error = world().run([]() -> rt::task<std::error_code> {
        ends both = co_await make_connection();
        { const rt::stream gone = std::move(both.server); }
        for (;;) {
            const auto written = co_await both.client.write_some(bytes_of("x"));
            if (!written) co_return written.error();
        }
    }());
    CHECK((error == std::errc::broken_pipe || error == std::errc::connection_reset));
}

TEST_CASE("a read with a limit that passes has timed out, and the next one gets the data") {
    if (world::is_refused()) return;
    const std::string got = world().run([]() -> rt::task<std::string> {
        ends both = co_await make_connection();
        std::byte buffer[16];
        const auto late = co_await both.server.read_some(buffer).within(1ms);
        if (late.error() != std::errc::timed_out) co_return "not timed out";
        auto [text, ok] =
            co_await rt::when_all(read_to_end(both.server), write_and_finish(both.client, "data"));
        co_return std::move(text);
    }());
    CHECK(got == "data");
}

TEST_CASE("a write that nobody reads is ended by its limit") {
    if (world::is_refused()) return;
    const auto error = world().run([]() -> rt::task<std::error_code> {
        ends both = co_await make_connection();
        const std::string much(std::size_t{64} << 20, 'x');
        const auto written = co_await both.client.write_all(bytes_of(much), 5ms);
        co_return written.error();
    }());
    CHECK(error == std::errc::timed_out);
}

TEST_CASE("a connection is closed with an operation's frame, not before: no read sees the next connection") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        for (int i = 0; i < 20; ++i) {
            ends both = co_await make_connection();
            std::byte buffer[4];
            const auto nothing = co_await both.server.read_some(buffer).within(0ms);
            CHECK_FALSE(nothing.has_value());
        }  // the same descriptor numbers again
    }());
}
