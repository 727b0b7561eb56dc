// Memory: what a large message has taken, a connection gives back when it is idle.
#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/counted_heap.hpp"
#include "support/http_peer.hpp"

using http_peer::body_of;
using http_peer::client;
using http_peer::with_server;

namespace {

const http_min::app api = echo_app();
constexpr std::size_t large = 1 << 20;

// Both ways: a large body in, and the same one out.
rt::task<> exchange(client& c) {
    co_await c.send("POST /echo HTTP/1.1\r\nhost: a\r\ncontent-length: " + std::to_string(large) + "\r\n\r\n" +
                    std::string(large, 'b'));
    const std::string answer = co_await c.answer();
    CHECK(body_of(answer).size() == large);
}

}  // namespace

TEST_CASE("an idle connection keeps nothing of a large request, nor of a large answer") {
    with_server(api, {}, [](http_min::server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");
        const std::string small = co_await c.answer();
        const std::size_t before = heap::in_use;
        co_await exchange(c);
        c.forget();
        co_await c.send("GET / HTTP/1.1\r\nhost: a\r\n\r\n");  // answered: so it had become idle
        const std::string again = co_await c.answer();
        CHECK(heap::in_use < before + large / 4);
    });
}
