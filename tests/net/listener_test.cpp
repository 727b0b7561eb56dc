#include <rt/core/when_all.hpp>
#include <rt/net/listener.hpp>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::listener listen_here() {
    return rt::listener::listen(*rt::address::parse("127.0.0.1", 0)).value_or_throw("listen");
}

rt::task<rt::stream> accept_one(const rt::listener& from) {
    auto accepted = co_await from.accept();
    co_return std::move(accepted).value_or_throw("accept");
}

rt::task<rt::stream> connect_to(rt::address to) {
    auto connected = co_await rt::connect(to);
    co_return std::move(connected).value_or_throw("connect");
}

}  // namespace

TEST_CASE("port 0 lets the kernel choose, and local() says which") {
    if (world::is_refused()) return;
    const world here;
    const rt::listener listening = listen_here();
    CHECK(listening.local().value_or_throw("local").port() != 0);
}

TEST_CASE("a port that is taken is an error, not an exception") {
    if (world::is_refused()) return;
    const world here;
    const rt::listener first = listen_here();
    const auto second = rt::listener::listen(first.local().value_or_throw("local"));
    CHECK(second.error() == std::errc::address_in_use);
}

TEST_CASE("with reuse_port several listen on one port") {
    if (world::is_refused()) return;
    const world here;
    const auto first =
        rt::listener::listen(*rt::address::parse("127.0.0.1", 0), rt::listener::options(16, true));
    REQUIRE(first);
    const auto at = (*first).local().value_or_throw("local");
    CHECK(rt::listener::listen(at, rt::listener::options(16, true)));
}

TEST_CASE("accept gives the connection of the client that came") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        const rt::address at = listening.local().value_or_throw("local");
        auto [server, client] = co_await rt::when_all(accept_one(listening), connect_to(at));
        const auto seen_by_server = server.peer().value_or_throw("peer");
        const auto seen_by_client = client.peer().value_or_throw("peer");
        const bool right =
            seen_by_client.to_string() == at.to_string() && seen_by_server.host() == "127.0.0.1";
        CHECK(right);
    }());
}

TEST_CASE("an accept with a limit that passes has timed out, and the listener goes on") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        const auto nobody = co_await listening.accept().within(1ms);
        const std::error_code error = nobody.error();
        CHECK(error == std::errc::timed_out);
        const rt::address at = listening.local().value_or_throw("local");
        auto [server, client] = co_await rt::when_all(accept_one(listening), connect_to(at));
        CHECK(server);
    }());
}

TEST_CASE("a connect to a port where nobody listens is refused") {
    if (world::is_refused()) return;
    const auto error = world().run([]() -> rt::task<std::error_code> {
        rt::address at;
        {
            const rt::listener closed = listen_here();
            at = closed.local().value_or_throw("local");
        }
        const auto nobody = co_await rt::connect(at);
        co_return nobody.error();
    }());
    CHECK(error == std::errc::connection_refused);
}
