// Clients that keep us waiting: each wait has its limit.
#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

using http_peer::client;
using http_peer::status_of;
using http_peer::with_server;

namespace {

const http_min::app api = echo_app();

http_min::server_options impatient() {
    http_min::server_options options;
    options.keep_alive = options.head = options.body = options.write = std::chrono::milliseconds(30);
    return options;
}

rt::task<> expect_end(http_min::server& s, std::string_view said, std::string_view status) {
    client c;
    co_await c.connect(s);
    co_await c.send(said);
    const std::string answer = co_await c.rest();
    CHECK(c.ended());
    CHECK((answer.empty() ? "" : status_of(answer)) == status);
}

}  // namespace

TEST_CASE("a connection on which no request begins is closed, without an answer") {
    with_server(api, impatient(),
                [](http_min::server& s) -> rt::task<> { co_await expect_end(s, "", ""); });
}

TEST_CASE("a connection is kept open between two requests no longer than the limit") {
    with_server(api, impatient(), [](http_min::server& s) -> rt::task<> {
        co_await expect_end(s, "GET / HTTP/1.1\r\nhost: a\r\n\r\n", "200");
    });
}

TEST_CASE("a request head that does not end is answered with 408") {
    with_server(api, impatient(),
                [](http_min::server& s) -> rt::task<> { co_await expect_end(s, "GET / HTTP/1.1\r\n", "408"); });
}

TEST_CASE("so is one that began behind another request") {
    with_server(api, impatient(), [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("GET / HTTP/1.1\r\nhost: a\r\n\r\nGET / HTTP/1.1\r\n");
        const std::string first = co_await c.answer();
        CHECK(status_of(first) == "200");
        const std::string second = co_await c.answer();
        CHECK(status_of(second) == "408");
    });
}

TEST_CASE("a body that does not come is answered with 408") {
    with_server(api, impatient(), [](http_min::server& s) -> rt::task<> {
        co_await expect_end(s, "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n12", "408");
    });
}

TEST_CASE("a client that does not read its answer is given up") {
    with_server(api, impatient(), [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        for (int i = 0; i < 4; ++i) co_await c.send("GET /big HTTP/1.1\r\nhost: a\r\n\r\n");
        while (s.connections() == 0) co_await rt::sleep_for(std::chrono::milliseconds(1));
        while (s.connections() > 0) co_await rt::sleep_for(std::chrono::milliseconds(1));
        SUCCEED("the server has ended the connection, and the client has read nothing");
    });
}
