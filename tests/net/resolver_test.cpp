#include <netdb.h>

#include <atomic>
#include <rt/core/cancel_scope.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/net/resolver.hpp>

#include "support/catch.hpp"
#include "support/connection.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

// A name server that answers when it may. Global: a lookup may outlive who has asked.
std::atomic<bool> may_answer = true;
void let_answer(bool yes) {
    may_answer = yes;
    may_answer.notify_all();
}

rt::io_result<rt::addresses> answer_late(const std::string&, std::uint16_t port) {
    may_answer.wait(false);
    return rt::addresses{*rt::address::parse("127.0.0.1", port)};
}

rt::task<> resolve_late(std::string& out) {
    try {
        const auto found = co_await rt::resolving("slow.test", 80, rt::duration::max(), answer_late);
        out = found ? found->front().to_string() : found.error().message();
    } catch (const rt::cancelled&) {
        out = "cancelled";
        throw;
    }
}

}  // namespace

TEST_CASE("numbers are an address, and nobody is asked") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        auto never_called = [](const std::string&, std::uint16_t) -> rt::io_result<rt::addresses> {
            std::abort();
        };
        const auto v4 = co_await rt::resolving("127.0.0.1", 80, rt::duration::max(), never_called);
        const auto v6 = co_await rt::resolving("::1", 80, rt::duration::max(), never_called);
        CHECK(v4->front().to_string() == "127.0.0.1:80");
        CHECK(v6->front().to_string() == "[::1]:80");
    }());
}

TEST_CASE("localhost is this machine") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const auto found = co_await rt::resolve("localhost", 8080).within(1h);
        CHECK(found.has_value());
        for (const rt::address& each : *found) {
            const bool is_here = each.host() == "127.0.0.1" || each.host() == "::1";
            CHECK(is_here);
            CHECK(each.port() == 8080);
        }
    }());
}

TEST_CASE("why a name was not found is said in words") {
    const std::error_code error(EAI_NONAME, rt::resolver_category());
    CHECK(error.message() == ::gai_strerror(EAI_NONAME));
    CHECK(std::string(error.category().name()) == "resolver");
}

TEST_CASE("a lookup that is late times out at once, and its answer is thrown away") {
    if (world::is_refused() || world::is_simulated()) return;  // whose clock stands still while a thread works
    let_answer(false);
    world().run([]() -> rt::task<> {
        const auto late = co_await rt::resolving("slow.test", 80, 1ms, answer_late);
        CHECK(late.error() == std::errc::timed_out);
    }());
    let_answer(true);
}

TEST_CASE("who is cancelled does not wait for a name server") {
    if (world::is_refused()) return;
    let_answer(false);
    std::string became;
    world().run([](std::string& out) -> rt::task<> {
        rt::cancel_scope scope;
        auto cancel_soon = [](rt::cancel_scope& what) -> rt::task<> {
            for (int i = 0; i < 4; ++i) (void)co_await nop();
            what.cancel();
        };
        rt::spawn(cancel_soon(scope));
        const bool ended = co_await scope.run(resolve_late(out));
        CHECK_FALSE(ended);
    }(became));
    let_answer(true);
    CHECK(became == "cancelled");
}

TEST_CASE("a lookup that is answered resumes who waits on its own loop") {
    if (world::is_refused()) return;
    let_answer(true);
    std::string became;
    world().run(resolve_late(became));
    CHECK(became == "127.0.0.1:80");
}

TEST_CASE("connecting to a name tries each address until one answers") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const auto here = rt::address::parse("127.0.0.1", 0).value_or_throw("parse");
        const auto listening = rt::listener::listen(here).value_or_throw("listen");
        const auto port = listening.local().value_or_throw("local").port();
        auto connect_by_name = [](std::uint16_t to) -> rt::task<std::string> {
            const auto connected = co_await rt::connect("localhost", to, 1h);
            co_return connected ? connected->peer().value_or_throw("peer").host()
                                : connected.error().message();
        };
        auto [server, peer] = co_await rt::when_all(accept_one(listening), connect_by_name(port));
        CHECK(peer == "127.0.0.1");
    }());
}

TEST_CASE("connecting to a name where nobody listens is refused") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        std::uint16_t port = 0;
        {
            const auto here = rt::address::parse("127.0.0.1", 0).value_or_throw("parse");
            const auto closed = rt::listener::listen(here).value_or_throw("listen");
            port = closed.local().value_or_throw("local").port();
        }
        const auto nobody = co_await rt::connect("localhost", port);
        CHECK(nobody.error() == std::errc::connection_refused);
    }());
}
