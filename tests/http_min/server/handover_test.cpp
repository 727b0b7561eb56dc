// One server follows another on the same socket: no client falls between them.
#include <fcntl.h>

#include <rt/io/run.hpp>
#include <rt/loop/yield.hpp>
#include <rt/net/listener.hpp>

#include "http_min/server/echo_app.hpp"
#include "support/catch.hpp"
#include "support/http_peer.hpp"

namespace {

const http_min::app api = echo_app();

http_min::server_options silent() {
    http_min::server_options options;
    options.access_log = false;
    return options;
}

rt::listener another(const rt::listener& first) {
    rt::fd copy(::fcntl(first.descriptor().get(), F_DUPFD_CLOEXEC, 3));
    return rt::listener::adopt(std::move(copy)).value_or_throw("adopt");
}

rt::task<> connect_and_stop(http_min::server& s, http_peer::client& c, int turns) {
    co_await c.connect(s);
    for (int i = 0; i < turns; ++i) co_await rt::yield();
    s.stop();
    co_await c.send("GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
}

rt::task<> hear(http_min::server& s, http_peer::client& c) {
    const std::string answer = co_await c.rest();
    s.stop();
    REQUIRE_FALSE(answer.empty());
    CHECK(http_peer::body_of(answer) == "hello");
}

rt::task<> one_after_the_other(int turns) {
    const rt::listener socket =
        rt::listener::listen(rt::address::parse("127.0.0.1", 0).value_or_throw("parse"))
            .value_or_throw("listen");
    http_peer::client c;
    http_min::server first(api, silent(), another(socket), nullptr);
    co_await rt::when_all(first.run(), connect_and_stop(first, c, turns));
    http_min::server second(api, silent(), another(socket), nullptr);
    co_await rt::when_all(second.run(), hear(second, c));
}

}  // namespace

TEST_CASE("a client that connects while its server is told to stop is answered by it or by the next") {
    const int turns = GENERATE(range(0, 12));
    rt::run(one_after_the_other(turns));
}
