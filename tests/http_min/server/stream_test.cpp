// A streamed body over a socket: chunked, close-delimited, cut off, abandoned.
#include <http_min/app/stream.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <stdexcept>

#include "support/catch.hpp"
#include "support/http_peer.hpp"

using http_min::stream;
using http_peer::body_of;
using http_peer::client;
using http_peer::status_of;
using http_peer::with_server;

namespace {

using namespace std::chrono_literals;

// What the generators of the running test have done, and when they have ended.
struct journal {
    static inline journal* here = nullptr;
    std::string log;
    rt::event begun;
    rt::event closed;
    journal() { here = this; }
};

struct says_closed {
    const char* how = "dropped";
    ~says_closed() {
        journal::here->log += how;
        journal::here->closed.set();
    }
};

rt::async_generator<std::string> three_lines() {
    for (int i = 0; i < 3; ++i) co_yield "line " + std::to_string(i) + "\n";
}

rt::generator<std::string> three_plain_lines() {
    for (int i = 0; i < 3; ++i) co_yield rt::loop::is_running_here() ? "loop\n" : "pool\n";
}

rt::async_generator<std::string> broken() {
    co_yield "one";
    co_yield "two";
    throw std::runtime_error("secret");
}

// Waits for ever behind its first piece.
rt::async_generator<std::string> stuck() {
    says_closed note;
    co_yield "begin";
    journal::here->begun.set();
    try {
        co_await rt::sleep_for(1h);
    } catch (const rt::cancelled&) {
        note.how = "cancelled";
        throw;
    }
}

// Yields for ever; its clean-up awaits.
rt::async_generator<std::string> endless() {
    std::string piece(64 * 1024, 'x');
    for (;;) {
        const std::exception_ptr why = co_yield rt::lend(piece);
        journal::here->begun.set();
        if (why) break;
    }
    const says_closed note{"cleaned up"};
    co_await rt::sleep_for(1ms);
}

rt::async_generator<std::string> counted(int* steps) {
    for (;;) {
        ++*steps;
        co_yield std::string(64 * 1024, 'x');
    }
}
int steps = 0;

std::string log_of_errors;

http_min::app streams() {
    http_min::app api;
    api.log_errors_to([](std::string_view text) { log_of_errors += text; });
    api.get<"/">([]() -> rt::task<http_min::text_response> { co_return http_min::text("hello"); });
    api.get<"/lines">([] { return stream(three_lines()); });
    api.head<"/lines">([] { return stream(three_lines()); });
    api.get<"/plain">([] { return stream(three_plain_lines()); });
    api.get<"/broken">([] { return stream(broken()); });
    api.get<"/stuck">([] { return stream(stuck()); });
    api.get<"/endless">([] { return stream(endless()); });
    api.get<"/counted">([] { return stream(counted(&steps)); });
    return api;
}

const http_min::app api = streams();

http_min::server_options watchful() {
    http_min::server_options options;
    options.client_check = 10ms;
    return options;
}

std::string get(std::string_view path, std::string_view more = "") {
    return "GET " + std::string(path) + " HTTP/1.1\r\nhost: a\r\n" + std::string(more) + "\r\n";
}

rt::task<std::string> say(http_min::server& s, std::string_view text) {
    client c;
    co_await c.connect(s);
    co_await c.send(text);
    co_return co_await c.rest();
}

}  // namespace

TEST_CASE("a stream goes out chunked, a chunk for each piece, and the connection stays open") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string answer = co_await say(s, get("/lines") + get("/", "connection: close\r\n"));
        CHECK(answer.find("transfer-encoding: chunked\r\n") != answer.npos);
        CHECK(answer.substr(0, answer.find("\r\n\r\n")).find("content-length") == answer.npos);
        CHECK(body_of(answer).starts_with(
            "7\r\nline 0\n\r\n7\r\nline 1\n\r\n7\r\nline 2\n\r\n0\r\n\r\nHTTP/1.1 200"));
        CHECK(answer.ends_with("hello"));
    });
}

TEST_CASE("to an HTTP/1.0 client a stream is never chunked: the end of the connection is its end") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string answer = co_await say(s, "GET /lines HTTP/1.0\r\nconnection: keep-alive\r\n\r\n");
        CHECK(body_of(answer) == "line 0\nline 1\nline 2\n");
        CHECK(answer.find("transfer-encoding") == answer.npos);
    });
}

TEST_CASE("HEAD gets the head of a stream and no body") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string answer =
            co_await say(s, "HEAD /lines HTTP/1.1\r\nhost: a\r\n\r\n" + get("/", "connection: close\r\n"));
        CHECK(body_of(answer).starts_with("HTTP/1.1 200 OK\r\n"));
    });
}

TEST_CASE("a plain generator steps on the thread pool") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string answer = co_await say(s, get("/plain", "connection: close\r\n"));
        CHECK(body_of(answer) == "5\r\npool\n\r\n5\r\npool\n\r\n5\r\npool\n\r\n0\r\n\r\n");
    });
}

TEST_CASE("a stream that fails leaves its body without an end, and its message in the log") {
    log_of_errors.clear();
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        const std::string answer = co_await say(s, get("/broken"));
        CHECK(status_of(answer) == "200");
        CHECK(body_of(answer) == "3\r\none\r\n3\r\ntwo\r\n");
    });
    CHECK(log_of_errors == "secret");
}

TEST_CASE("a client that resets the connection cancels the generator where it waits") {
    with_server(api, watchful(), [](http_min::server& s) -> rt::task<> {
        journal j;
        client c;
        co_await c.connect(s);
        co_await c.send(get("/stuck"));
        co_await j.begun.wait();
        c.reset();
        co_await j.closed.wait();
        CHECK(j.log == "cancelled");
    });
}

TEST_CASE(
    "a client that closes the connection ends the generator at its next step, and its clean-up is awaited") {
    with_server(api, watchful(), [](http_min::server& s) -> rt::task<> {
        journal j;
        client c;
        co_await c.connect(s);
        co_await c.send(get("/endless"));
        co_await j.begun.wait();
        static_cast<void>(co_await c.connection().close());
        co_await j.closed.wait();
        CHECK(j.log == "cleaned up");
    });
}

TEST_CASE("a client that does not read holds the generator up") {
    http_min::server_options impatient;
    impatient.write = 20ms;
    steps = 0;
    with_server(api, impatient, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send(get("/counted"));
        while (s.connections() == 0) co_await rt::sleep_for(1ms);
        while (s.connections() > 0) co_await rt::sleep_for(1ms);
    });
    CHECK(steps > 0);
    CHECK(steps < 1000);  // 64 MB: far more than two sockets hold
}

TEST_CASE("a server that must stop cancels a stream that goes on for ever") {
    http_min::server_options hasty;
    hasty.graceful_shutdown = 10ms;
    with_server(api, hasty, [](http_min::server& s) -> rt::task<> {
        static journal j;
        journal::here = &j;
        client c;
        co_await c.connect(s);
        co_await c.send(get("/stuck"));
        co_await j.begun.wait();
    });
    CHECK(journal::here->log == "cancelled");
}
