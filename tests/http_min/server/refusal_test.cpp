// What is no request, or too much of one: the right status, the connection closed, and everybody else served.
#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

using http_peer::body_of;
using http_peer::client;
using http_peer::status_of;
using http_peer::with_server;

namespace {

const http_min::app api = echo_app();
const std::string get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";

rt::task<> expect_refusal(http_min::server& s, std::string text, std::string_view status) {
    client other;
    co_await other.connect(s);
    client c;
    co_await c.connect(s);
    co_await c.send(text);
    const std::string answer = co_await c.rest();
    CHECK(status_of(answer) == status);
    CHECK(answer.find("connection: close") != std::string::npos);
    CHECK(c.ended());
    co_await other.send(get);
    const std::string still = co_await other.answer();
    CHECK(status_of(still) == "200");
}

http_min::server_options small() {
    http_min::server_options options;
    options.message.body = 1000;
    options.message.target = 100;
    options.message.field_bytes = 1000;
    return options;
}

}  // namespace

TEST_CASE("what is no request is answered with 400") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        co_await expect_refusal(s, "hello?\r\n\r\n", "400");
        co_await expect_refusal(s, "GET / HTTP/1.1\r\n\r\n", "400");
        co_await expect_refusal(s, "GET / HTTP/1.1\r\nhost: a\r\ncontent-length: -1\r\n\r\n", "400");
        co_await expect_refusal(s, "GET / HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n", "400");
    });
}

TEST_CASE("a body over the limit is answered with 413, before it is sent") {
    with_server(api, small(), [](http_min::server& s) -> rt::task<> {
        co_await expect_refusal(s, "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 1001\r\n\r\n", "413");
        const std::string chunk = "3e8\r\n" + std::string(1000, 'x') + "\r\n";
        co_await expect_refusal(
            s, "POST /echo HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n" + chunk + "1\r\nx\r\n", "413");
        co_await expect_refusal(
            s, "POST /echo HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 1001\r\n\r\n", "413");
    });
}

TEST_CASE("a target over the limit is answered with 414, fields over theirs with 431") {
    with_server(api, small(), [](http_min::server& s) -> rt::task<> {
        co_await expect_refusal(s, "GET /" + std::string(200, 'x') + " HTTP/1.1\r\nhost: a\r\n\r\n", "414");
        co_await expect_refusal(s, "GET / HTTP/1.1\r\nhost: a\r\nx: " + std::string(2000, 'x') + "\r\n\r\n", "431");
    });
}

TEST_CASE("answers before a bad request in the pipeline are sent, nothing after it is") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send(get + "BAD\r\n\r\n" + get);
        const std::string first = co_await c.answer();
        CHECK(status_of(first) == "200");
        const std::string second = co_await c.rest();
        CHECK(status_of(second) == "400");
        CHECK(second.find("200 OK") == std::string::npos);
    });
}

TEST_CASE("a client that resets its connection, at any point, ends only its own") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client other;
        co_await other.connect(s);
        for (const std::string_view said : {"", "GET /", "GET /where HTTP/1.1\r\nhost: a\r\n\r\n",
                                            "GET /big HTTP/1.1\r\nhost: a\r\n\r\n",
                                            "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 9\r\n\r\n123"}) {
            client c;
            co_await c.connect(s);
            co_await c.send(said);
            c.reset();
            co_await other.send(get);
            const std::string answer = co_await other.answer();
            CHECK(body_of(answer) == "hello");
        }
    });
}

TEST_CASE("beyond the limit of connections a client is told so, with 503") {
    http_min::server_options options;
    options.connections = 1;
    with_server(api, options, [](http_min::server& s) -> rt::task<> {
        client first;
        co_await first.connect(s);
        co_await first.send(get);
        const std::string served = co_await first.answer();
        CHECK(status_of(served) == "200");
        client second;
        co_await second.connect(s);
        const std::string refused = co_await second.rest();
        CHECK(status_of(refused) == "503");
    });
}
