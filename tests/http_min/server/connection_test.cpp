// One connection: what comes in, in whatever pieces, and what goes out.
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

rt::task<std::string> say(http_min::server& s, std::string_view text) {
    client c;
    co_await c.connect(s);
    co_await c.send(text);
    co_return co_await c.rest();
}

}  // namespace

TEST_CASE("a connection serves one request after the other") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        for (int i = 0; i < 3; ++i) {
            co_await c.send(get);
            const std::string answer = co_await c.answer();
            CHECK(status_of(answer) == "200");
            CHECK(body_of(answer) == "hello");
        }
    });
}

TEST_CASE("pipelined requests are answered in their order") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        std::string requests;
        for (int i = 0; i < 100; ++i) {
            const std::string body = std::to_string(i);
            requests += "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: " + std::to_string(body.size()) +
                        "\r\n\r\n" + body;
        }
        co_await c.send(requests);
        for (int i = 0; i < 100; ++i) {
            const std::string answer = co_await c.answer();
            CHECK(body_of(answer) == std::to_string(i));
        }
    });
}

TEST_CASE("a request cut at any byte is the same request") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string request = "POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\n\r\n12345";
        client c;
        co_await c.connect(s);
        for (std::size_t cut = 1; cut < request.size(); ++cut) {
            co_await c.send(std::string_view(request).substr(0, cut));
            co_await c.send(std::string_view(request).substr(cut));
            const std::string answer = co_await c.answer();
            CHECK(body_of(answer) == "12345");
        }
    });
}

TEST_CASE("a body may come in chunks") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string answer = co_await say(
            s, "POST /echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n"
               "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nt: v\r\n\r\n");
        CHECK(body_of(answer) == "abcde");
    });
}

TEST_CASE("a body larger than any buffer arrives whole") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string body(3 << 20, 'b');
        client c;
        co_await c.connect(s);
        co_await c.send("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: " + std::to_string(body.size()) +
                        "\r\n\r\n" + body);
        const std::string answer = co_await c.answer();
        CHECK((body_of(answer) == body));
    });
}

TEST_CASE("a client that waits for 100 Continue is told to go on, and the body then counts") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("POST /echo HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\ncontent-length: 2\r\n\r\n");
        const std::string interim = co_await c.answer();
        CHECK(interim == "HTTP/1.1 100 Continue\r\n\r\n");
        co_await c.send("ok");
        const std::string answer = co_await c.answer();
        CHECK(body_of(answer) == "ok");
    });
}

TEST_CASE("Connection: close and HTTP/1.0 end the connection after the answer") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string closed = co_await say(s, "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        CHECK(body_of(closed) == "hello");
        const std::string old = co_await say(s, "GET / HTTP/1.0\r\n\r\n");
        CHECK(body_of(old) == "hello");
    });
}

TEST_CASE("a client that has finished sending still gets its answer") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        gate at;
        client c;
        co_await c.connect(s);
        co_await c.send("GET /gated HTTP/1.1\r\nhost: a\r\n\r\n");
        CHECK(c.connection().finish_writing().has_value());
        co_await at.entered_here.wait();
        at.open_here.set();
        const std::string answer = co_await c.rest();
        CHECK(body_of(answer) == "through the gate");
    });
}

TEST_CASE("a plain handler runs away from the loop, a task on it") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string plain = co_await say(s, "GET /where HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        CHECK(body_of(plain) == "false");
        const std::string task =
            co_await say(s, "GET /where-async HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
        CHECK(body_of(task) == "true");
    });
}

TEST_CASE("the client has its answer before the background tasks have run, and the next one after them") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        gate g;
        client c;
        co_await c.connect(s);
        co_await c.send("POST /later HTTP/1.1\r\nhost: a\r\n\r\n" + get);
        const std::string answer = co_await c.answer();
        CHECK(body_of(answer) == "accepted");
        co_await g.entered_here.wait();
        g.open_here.set();
        const std::string next = co_await c.answer();
        CHECK(body_of(next) == "hello");
    });
}
