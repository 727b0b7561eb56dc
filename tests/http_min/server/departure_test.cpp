// A client that leaves while a handler works for it.
#include <rt/loop/sleep.hpp>

#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

using http_peer::body_of;
using http_peer::client;
using http_peer::with_server;

namespace {

using namespace std::chrono_literals;

// Stays at the gate until it opens, and says how it has ended.
struct visit {
    static inline std::string outcome;
    static inline rt::event* over = nullptr;
    rt::event over_here;
    visit() {
        outcome.clear();
        over = &over_here;
    }
};

rt::task<http_min::text_response> stay() {
    gate::entered->set();
    try {
        co_await gate::open->wait();
        visit::outcome = "finished";
    } catch (const rt::cancelled&) {
        visit::outcome = "cancelled";
    }
    visit::over->set();
    co_await rt::sleep_for(0ms);  // where what was caught above is thrown again
    co_return http_min::text(visit::outcome);
}

http_min::app gated() {
    http_min::app api;
    api.get<"/stay">(&stay);
    api.get<"/finish">(&stay, {.finish_without_client = true});
    api.get<"/next">([]() -> rt::task<http_min::text_response> { co_return http_min::text("next"); });
    return api;
}
const http_min::app api = gated();

http_min::server_options watchful() {
    http_min::server_options options;
    options.client_check = 10ms;
    return options;
}

}  // namespace

TEST_CASE("a reset cancels the handler that works for the client") {
    with_server(api, watchful(), [](http_min::server& s) -> rt::task<> {
        gate at;
        visit here;
        client c;
        co_await c.connect(s);
        co_await c.send("GET /stay HTTP/1.1\r\nhost: a\r\n\r\n");
        co_await at.entered_here.wait();
        c.reset();
        co_await here.over_here.wait();
        CHECK(visit::outcome == "cancelled");
    });
}

TEST_CASE("a reset behind pipelined requests, and behind a half close, is noticed too") {
    with_server(api, watchful(), [](http_min::server& s) -> rt::task<> {
        gate at;
        visit here;
        client c;
        co_await c.connect(s);
        co_await c.send("GET /stay HTTP/1.1\r\nhost: a\r\n\r\nGET /next HTTP/1.1\r\nhost: a\r\n\r\n");
        co_await at.entered_here.wait();
        CHECK(c.connection().finish_writing().has_value());
        co_await rt::sleep_for(30ms);  // asked three times whether it is still there: it is
        CHECK(visit::outcome.empty());
        c.reset();
        co_await here.over_here.wait();
        CHECK(visit::outcome == "cancelled");
    });
}

TEST_CASE("a route may finish what it does when the client has left") {
    with_server(api, watchful(), [](http_min::server& s) -> rt::task<> {
        gate at;
        visit here;
        client c;
        co_await c.connect(s);
        co_await c.send("GET /finish HTTP/1.1\r\nhost: a\r\n\r\n");
        co_await at.entered_here.wait();
        c.reset();
        co_await rt::sleep_for(30ms);  // three roll calls
        at.open_here.set();
        co_await here.over_here.wait();
        CHECK(visit::outcome == "finished");
    });
}

TEST_CASE("what a client sends while it waits is answered in its turn") {
    with_server(api, watchful(), [](http_min::server& s) -> rt::task<> {
        gate at;
        visit here;
        client c;
        co_await c.connect(s);
        co_await c.send("GET /stay HTTP/1.1\r\nhost: a\r\n\r\nGET /next HTTP/1.1\r\nhost: a\r\n\r\n");
        co_await at.entered_here.wait();
        co_await c.send("GET /next HTTP/1.1\r\nhost: a\r\n\r\n");
        CHECK(c.connection().finish_writing().has_value());
        co_await rt::sleep_for(30ms);  // three roll calls
        at.open_here.set();
        const std::string stayed = co_await c.answer();
        const std::string next = co_await c.answer();
        const std::string last = co_await c.rest();
        CHECK(body_of(stayed) == "finished");
        CHECK(body_of(next) == "next");
        CHECK(body_of(last) == "next");
    });
}
