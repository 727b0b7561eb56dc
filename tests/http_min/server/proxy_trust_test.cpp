// proxy_trust: who may say who the client is.
#include <http_min/server/proxy_trust.hpp>
#include <http_min/wire/request_parser.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"

using http_min::proxy_trust;

namespace {

// "scheme client:port", as the app sees a request that `peer` has sent with these headers.
std::string seen(const proxy_trust& trust, std::string_view peer, const std::string& headers) {
    const std::string text = "GET / HTTP/1.1\r\nhost: a\r\n" + headers + "\r\n";
    http_min::wire::request_parser parser;
    CHECK(parser.feed(text).complete());
    http_min::request in;
    in.assign(parser.head());
    trust.apply(in, {.host = peer, .port = 7});
    return std::string(in.scheme()) + " " + std::string(in.client().host) + ":" +
           std::to_string(in.client().port);
}

const std::string both = "x-forwarded-proto: https\r\nx-forwarded-for: 203.0.113.9\r\n";

}  // namespace

TEST_CASE("a trusted proxy's word is taken, nobody else's is") {
    const proxy_trust trust("127.0.0.1, ::1");
    CHECK(seen(trust, "127.0.0.1", both) == "https 203.0.113.9:0");
    CHECK(seen(trust, "::1", both) == "https 203.0.113.9:0");
    CHECK(seen(trust, "10.0.0.1", both) == "http 10.0.0.1:7");
    CHECK(seen(trust, "127.0.0.1", "") == "http 127.0.0.1:7");
    CHECK(seen(proxy_trust(""), "127.0.0.1", both) == "http 127.0.0.1:7");
}

TEST_CASE("the client is the last in the list that is no proxy of ours") {
    const proxy_trust trust("127.0.0.1,10.0.0.0/8");
    CHECK(seen(trust, "127.0.0.1", "x-forwarded-for: 6.6.6.6, 203.0.113.9, 10.1.2.3\r\n") ==
          "http 203.0.113.9:0");
    CHECK(seen(trust, "127.0.0.1", "x-forwarded-for: 10.1.2.3, 10.2.2.2\r\n") == "http 10.1.2.3:0");
    CHECK(seen(proxy_trust("*"), "192.0.2.1", "x-forwarded-for: 203.0.113.9, 10.1.2.3\r\n") ==
          "http 203.0.113.9:0");
}

TEST_CASE("a client may come with its port, and a scheme is http or https") {
    const proxy_trust trust("127.0.0.1");
    CHECK(seen(trust, "127.0.0.1", "x-forwarded-for: 203.0.113.9:555\r\n") == "http 203.0.113.9:0");
    CHECK(seen(trust, "127.0.0.1", "x-forwarded-for: [2001:db8::1]:555\r\n") == "http 2001:db8::1:0");
    CHECK(seen(trust, "127.0.0.1", "x-forwarded-proto: javascript\r\n") == "http 127.0.0.1:7");
}

TEST_CASE("networks are compared bit by bit") {
    const proxy_trust trust("10.0.0.0/9,2001:db8::/33");
    CHECK(trust.trusts("10.127.0.1"));
    CHECK_FALSE(trust.trusts("10.128.0.1"));
    CHECK(trust.trusts("2001:db8:7fff::1"));
    CHECK_FALSE(trust.trusts("2001:db8:8000::1"));
    CHECK_FALSE(trust.trusts("localhost"));
}

TEST_CASE("what is neither an address nor a network is refused") {
    for (const char* const text : {"localhost", "10.0.0.0/33", "10.0.0.0/", "::/129", "1.2.3"})
        CHECK_THROWS_AS(proxy_trust(text), std::invalid_argument);
}
