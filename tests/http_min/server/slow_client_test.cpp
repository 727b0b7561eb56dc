// Clients that keep us waiting: each wait has its limit.
#include <rt/loop/sleep.hpp>

#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

using http_peer::client;
using http_peer::status_of;
using http_peer::with_server;

namespace {

const http_min::app api = echo_app();

using limit = std::chrono::milliseconds http_min::server_options::*;

// Short is the one limit that a test is about: no other may end a connection on a busy machine.
http_min::server_options impatient_about(limit which) {
    http_min::server_options options;
    options.*which = std::chrono::milliseconds(10);
    return options;
}

const std::string get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

// Says something behind a request that was answered, and waits for what comes of it.
rt::task<> expect_after_a_request(http_min::server& s, std::string_view said, std::string_view status) {
    client c;
    co_await c.connect(s);
    co_await c.send(get);
    const std::string first = co_await c.answer();
    CHECK(status_of(first) == "200");
    co_await c.send(said);
    const std::string second = co_await c.rest();
    CHECK(c.ended());
    CHECK((second.empty() ? "nothing" : status_of(second)) == status);
}

}  // namespace

TEST_CASE("a new connection on which no request begins is closed, without an answer") {
    with_server(api, impatient_about(&http_min::server_options::head), [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        const std::string nothing = co_await c.rest();
        CHECK(c.ended());
        CHECK(nothing.empty());
    });
}

TEST_CASE("a connection is kept open between two requests no longer than the limit") {
    with_server(api, impatient_about(&http_min::server_options::keep_alive),
                [](http_min::server& s) -> rt::task<> { co_await expect_after_a_request(s, "", "nothing"); });
}

TEST_CASE("a request head that does not end is answered with 408") {
    with_server(api, impatient_about(&http_min::server_options::head), [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send(get + "GET / HTTP/1.1\r\n");  // together: the time of the first does not run out
        const std::string first = co_await c.answer();
        CHECK(status_of(first) == "200");
        const std::string second = co_await c.rest();
        CHECK(status_of(second) == "408");
    });
}

TEST_CASE("a body that does not come is answered with 408") {
    with_server(api, impatient_about(&http_min::server_options::body), [](http_min::server& s) -> rt::task<> {
        co_await expect_after_a_request(s, "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n12",
                                        "408");
    });
}

TEST_CASE("a body that comes in drops, without ever pausing for long, is answered with 408") {
    http_min::server_options options;
    options.body = std::chrono::milliseconds(50);
    options.body_rate = 1'000'000;
    with_server(api, options, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n\r\n");
        for (int i = 0; i < 50; ++i) {
            co_await c.send("x");
            co_await rt::sleep_for(std::chrono::milliseconds(2));
        }
        const std::string answer = co_await c.rest();
        CHECK(status_of(answer) == "408");
    });
}

TEST_CASE("a client that does not read its answer is given up") {
    with_server(api, impatient_about(&http_min::server_options::write),
                [](http_min::server& s) -> rt::task<> {
                    client c;
                    co_await c.connect(s);
                    for (int i = 0; i < 4; ++i) co_await c.send("GET /big HTTP/1.1\r\nhost: a\r\n\r\n");
                    while (s.connections() == 0) co_await rt::sleep_for(std::chrono::milliseconds(1));
                    while (s.connections() > 0) co_await rt::sleep_for(std::chrono::milliseconds(1));
                    SUCCEED("the server has ended the connection, and the client has read nothing");
                });
}
