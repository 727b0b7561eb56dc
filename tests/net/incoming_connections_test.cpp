#include <dirent.h>
#include <sys/resource.h>

#include <rt/core/cancel_scope.hpp>
#include <rt/core/when_all.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/net/listener.hpp>

#include "support/catch.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::listener listen_here() {
    return rt::listener::listen(*rt::address::parse("127.0.0.1", 0)).value_or_throw("listen");
}

rt::task<rt::stream> connect_to(const rt::listener& to) {
    auto connected = co_await rt::connect(to.local().value_or_throw("local"));
    co_return std::move(connected).value_or_throw("connect");
}

rt::task<rt::stream> next_of(rt::incoming_connections& from) {
    auto connection = co_await from.next();
    co_return std::move(connection).value_or_throw("next");
}

rt::task<> wait_for_one(rt::incoming_connections& from) { (void)co_await next_of(from); }

// What the client sees of a connection: whether the other side has gone.
rt::task<bool> is_closed(const rt::stream& client) {
    std::byte buffer[1];
    const auto got = co_await client.read_some(buffer).within(5s);
    co_return !got || *got == 0;
}

rt::task<> let_the_kernel_work() {
    for (int i = 0; i < 5; ++i) (void)co_await nop();
}

int open_descriptors() {
    int count = 0;
    DIR* const all = ::opendir("/proc/self/fd");
    while (::readdir(all) != nullptr) ++count;
    ::closedir(all);
    return count;
}

}  // namespace

TEST_CASE("each client that comes has its connection") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        auto incoming = listening.connections();
        for (int i = 0; i < 3; ++i) {
            auto [server, client] = co_await rt::when_all(next_of(incoming), connect_to(listening));
            const auto seen = server.peer().value_or_throw("peer");
            CHECK(seen.host() == "127.0.0.1");
        }
    }());
}

TEST_CASE("many connections take one request to the kernel, where the driver can do that") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        auto incoming = listening.connections();
        std::vector<rt::stream> all;
        const std::uint64_t before = rt::loop::current().stats().submitted;
        for (int i = 0; i < 10; ++i) {
            auto [server, client] = co_await rt::when_all(next_of(incoming), connect_to(listening));
            all.push_back(std::move(server));
        }
        const std::uint64_t requests = rt::loop::current().stats().submitted - before;
        const bool one_for_all = rt::loop::current().its_driver().abilities().accept_many;
        CHECK(requests <=
              (one_for_all ? 10u + 2u : 10u + 10u + 1u));  // connects, accepts, and the driver's own
    }());
}

TEST_CASE("a limit that passes is a time-out, and who comes later is not turned away") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        auto incoming = listening.connections();
        const auto nobody = co_await incoming.next().within(1ms);
        const std::error_code error = nobody.error();
        CHECK(error == std::errc::timed_out);
        const rt::stream client = co_await connect_to(listening);
        co_await let_the_kernel_work();
        const rt::stream server = co_await next_of(incoming);
        CHECK(server);
    }());
}

TEST_CASE("a cancelled scope ends the waiting, and the next who asks has the connection") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        auto incoming = listening.connections();
        rt::cancel_scope scope;
        rt::spawn([](rt::cancel_scope& s) -> rt::task<> {
            co_await let_the_kernel_work();
            s.cancel();
        }(scope));
        const bool ended = co_await scope.run(wait_for_one(incoming));
        CHECK_FALSE(ended);
        const rt::stream client = co_await connect_to(listening);
        const rt::stream server = co_await next_of(incoming);
        CHECK(server);
    }());
}

TEST_CASE("who comes while nobody asks is not lost, however many they are") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        auto incoming = listening.connections();
        const auto nobody = co_await incoming.next().within(1ms);  // from here on they are asked for
        CHECK_FALSE(nobody);
        std::vector<rt::stream> clients, servers;
        for (int i = 0; i < 100; ++i) clients.push_back(co_await connect_to(listening));
        for (int i = 0; i < 100; ++i) servers.push_back(co_await next_of(incoming));
        CHECK(servers.size() == 100);
    }());
}

TEST_CASE("a connection that nobody asked for is closed with the object") {
    if (world::is_refused()) return;
    const int before = open_descriptors();
    world().run([]() -> rt::task<> {
        rt::stream kept, late;
        {
            const rt::listener listening = listen_here();
            auto incoming = listening.connections();
            const auto nobody = co_await incoming.next().within(1ms);
            CHECK_FALSE(nobody);
            kept = co_await connect_to(listening);
            co_await let_the_kernel_work();
            late = co_await connect_to(listening);  // perhaps accepted when the request is being cancelled
        }
        const bool first = co_await is_closed(kept);
        const bool second = co_await is_closed(late);
        CHECK(first);
        CHECK(second);
    }());
    CHECK(open_descriptors() == before);
}

TEST_CASE("without a free descriptor next says so, and goes on when one is free") {
    if (world::is_refused() || world::is_simulated()) return;  // a limit of the real kernel's
    world().run([]() -> rt::task<> {
        const rt::listener listening = listen_here();
        auto incoming = listening.connections();
        const rt::stream client = co_await connect_to(listening);
        rlimit before{};
        ::getrlimit(RLIMIT_NOFILE, &before);
        rlimit none_left = before;
        none_left.rlim_cur = 3;
        ::setrlimit(RLIMIT_NOFILE, &none_left);
        const auto refused = co_await incoming.next();
        ::setrlimit(RLIMIT_NOFILE, &before);
        const std::error_code error = refused.error();
        CHECK(error == std::errc::too_many_files_open);
        const rt::stream another = co_await connect_to(listening);
        const rt::stream server = co_await next_of(incoming);
        CHECK(server);
    }());
}
