// The simulated kernel's sockets: each rule of TCP that the runtime and the server rely on, as the real
// kernel keeps it.
#include <rt/core/when_all.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/net/listener.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::listener listen_here(int backlog = 16) {
    const auto at = rt::address::parse("127.0.0.1", 0).value_or_throw("parse");
    return rt::listener::listen(at, rt::listener::options(backlog)).value_or_throw("listen");
}

rt::address where(const rt::listener& l) { return l.local().value_or_throw("local"); }

rt::task<rt::stream> connect_to(rt::address to) {
    auto connected = co_await rt::connect(to);
    co_return std::move(connected).value_or_throw("connect");
}

rt::task<rt::stream> accept_one(const rt::listener& from) {
    auto accepted = co_await from.accept();
    co_return std::move(accepted).value_or_throw("accept");
}

struct ends {
    rt::stream server;
    rt::stream client;
};

rt::task<ends> make_connection() {
    const rt::listener listening = listen_here();
    auto [server, client] = co_await rt::when_all(accept_one(listening), connect_to(where(listening)));
    co_return ends{std::move(server), std::move(client)};
}

rt::task<std::string> read_once(const rt::stream& from) {
    std::byte buffer[64];
    const auto got = co_await from.read_some(buffer);
    if (!got) co_return got.error() == std::errc::connection_reset ? "reset" : "another error";
    co_return std::string(reinterpret_cast<const char*>(buffer), *got);
}

rt::task<std::string> write_once(const rt::stream& to) {
    const auto written = co_await to.write_some(std::as_bytes(std::span("x", 1)));
    if (written) co_return "written";
    if (written.error() == std::errc::broken_pipe) co_return "broken pipe";
    co_return written.error() == std::errc::connection_reset ? "reset" : "another error";
}

void reset_on_close(const rt::stream& s) {
    const linger at_once{1, 0};
    rt::syscalls::setsockopt(s.descriptor().get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

world simulated() { return world(rt::simulated_options()); }

template <class F>
void play(F scenario) {
    auto& kernel = rt::simulated_kernel::here();
    const std::size_t before = kernel.descriptors.size();
    simulated().run(scenario());
    CHECK(rt::simulated_kernel::here().descriptors.size() == before);
}

}  // namespace

TEST_CASE("a connection can be made before anybody accepts, up to the backlog; the next one waits") {
    play([]() -> rt::task<> {
        const rt::listener listening = listen_here(2);
        const rt::stream first = co_await connect_to(where(listening));
        const rt::stream second = co_await connect_to(where(listening));
        auto waits = co_await rt::connect(where(listening), 1h);
        CHECK(waits.error() == std::errc::timed_out);
        const rt::stream accepted = co_await accept_one(listening);
        auto third = co_await rt::connect(where(listening));
        CHECK(third.has_value());
    });
}

TEST_CASE("a closed peer: what it sent, then the end; the first write is taken, the next is a broken pipe") {
    play([]() -> rt::task<> {
        ends both = co_await make_connection();
        co_await write_once(both.server);
        both.server = rt::stream();
        const std::string sent = co_await read_once(both.client), end = co_await read_once(both.client);
        CHECK(sent == "x");
        CHECK(end.empty());
        const std::string first = co_await write_once(both.client), second = co_await write_once(both.client);
        CHECK(first == "written");
        CHECK(second == "broken pipe");
    });
}

TEST_CASE("a close with unread bytes resets the connection: told once, then it is over") {
    play([]() -> rt::task<> {
        ends both = co_await make_connection();
        co_await write_once(both.client);
        both.server = rt::stream();
        const std::string first = co_await read_once(both.client), second = co_await read_once(both.client);
        CHECK(first == "reset");
        CHECK(second.empty());
        const std::string write = co_await write_once(both.client);
        CHECK(write == "broken pipe");
        CHECK_FALSE(both.client.peer().has_value());
    });
}

TEST_CASE("a linger time of 0 resets, whoever waits to read or to write learns it") {
    play([]() -> rt::task<> {
        ends both = co_await make_connection();
        co_await write_once(both.server);
        reset_on_close(both.server);
        auto close = [](ends& e) -> rt::task<> {
            e.server = rt::stream();
            co_return;
        };
        std::byte one[1];
        (void)co_await both.client.read_some(one);
        auto [got, closed] = co_await rt::when_all(read_once(both.client), close(both));
        CHECK(got == "reset");
    });
}

TEST_CASE("what nobody has accepted is reset with the listener") {
    play([]() -> rt::task<> {
        rt::stream client;
        {
            const rt::listener listening = listen_here();
            client = co_await connect_to(where(listening));
        }
        const std::string got = co_await read_once(client);
        CHECK(got == "reset");
    });
}

TEST_CASE("a number that is closed under a read leaves the read where it is, as in the kernel") {
    play([]() -> rt::task<> {
        ends both = co_await make_connection();
        auto close_late = [](rt::stream& mine, rt::stream& peers) -> rt::task<> {
            co_await rt::sleep_for(1ms);  // the read has reached the kernel
            // And holds the socket: this sends nothing yet. The stream itself would refuse: see rt::close().
            rt::syscalls::close(mine.descriptor().get());
            const std::string written = co_await write_once(peers);
            CHECK(written == "written");
        };
        auto [got, closed] =
            co_await rt::when_all(read_once(both.server), close_late(both.server, both.client));
        CHECK(got == "x");
    });
}

TEST_CASE("a listener of every host is reached under each; a port is taken once") {
    play([]() -> rt::task<> {
        const auto any = rt::listener::listen(rt::address()).value_or_throw("listen");
        const auto port = where(any).port();
        const rt::stream client =
            co_await connect_to(rt::address::parse("127.0.0.9", port).value_or_throw("parse"));
        CHECK(client.peer().value_or_throw("peer").to_string() == "127.0.0.9:" + std::to_string(port));
        const auto again =
            rt::listener::listen(rt::address::parse("127.0.0.1", port).value_or_throw("parse"));
        CHECK(again.error() == std::errc::address_in_use);
    });
}
