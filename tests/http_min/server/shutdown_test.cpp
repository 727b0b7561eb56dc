// stop(): no new connections, idle ones end now, requests in flight are answered.
#include <rt/loop/yield.hpp>

#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

using http_peer::body_of;
using http_peer::client;
using http_peer::with_server;

namespace {

const http_min::app api = echo_app();
const std::string get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

}  // namespace

TEST_CASE("stopping ends idle connections at once") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client used;
        co_await used.connect(s);
        co_await used.send(get);
        const std::string answer = co_await used.answer();
        CHECK(body_of(answer) == "hello");
        s.stop();
        const std::string nothing = co_await used.rest();
        CHECK(nothing.empty());
        CHECK(used.ended());
    });
}

TEST_CASE(
    "a request that has come, and that the server has not read yet when it is told to stop, is answered") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client used;
        co_await used.connect(s);
        co_await used.send(get);
        const std::string first = co_await used.answer();
        CHECK(body_of(first) == "hello");
        auto stop_at_once = [&s]() -> rt::task<> {
            s.stop();
            co_return;
        };
        co_await rt::when_all(used.send(get), stop_at_once());  // in one turn of the loop
        const std::string second = co_await used.rest();
        REQUIRE_FALSE(second.empty());
        CHECK(body_of(second) == "hello");
    });
}

TEST_CASE("who has connected just before the stop may still ask, once and soon") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client silent;
        co_await silent.connect(s);
        client slow;
        co_await slow.connect(s);
        while (s.connections() < 2) co_await rt::yield();
        s.stop();
        co_await slow.send(get);
        const std::string answer = co_await slow.rest();
        REQUIRE_FALSE(answer.empty());
        CHECK(answer.find("connection: close") != std::string::npos);
        const std::string nothing = co_await silent.rest();
        CHECK(nothing.empty());
        CHECK(silent.ended());
    });
}

TEST_CASE("a request in flight is answered, and its connection then closed") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        gate at;
        client c;
        co_await c.connect(s);
        co_await c.send(get);
        const std::string first = co_await c.answer();
        co_await c.send("GET /gated HTTP/1.1\r\nhost: a\r\n\r\n");
        co_await at.entered_here.wait();
        s.stop();
        at.open_here.set();
        const std::string answer = co_await c.rest();
        CHECK(body_of(answer) == "through the gate");
        CHECK(answer.find("connection: close") != std::string::npos);
    });
}

TEST_CASE("once told to stop, the server takes no new connection") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        gate at;
        client busy;
        co_await busy.connect(s);
        co_await busy.send("GET /gated HTTP/1.1\r\nhost: a\r\n\r\n");
        co_await at.entered_here.wait();
        s.stop();
        client late;
        co_await late.connect(s);  // the kernel still takes it into the backlog
        co_await late.send(get);
        at.open_here.set();
        const std::string answer = co_await busy.rest();
        CHECK(body_of(answer) == "through the gate");
        CHECK(s.connections() == 0);
    });
}

TEST_CASE("a second stop does not wait for what is in flight") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\n");
        const std::string answer = co_await c.answer();  // so half a head is there: in flight for ten seconds
        CHECK(body_of(answer) == "hello");
        s.stop();
        s.stop();
    });
}
