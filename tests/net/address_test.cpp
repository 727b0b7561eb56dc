#include <rt/net/address.hpp>

#include "support/catch.hpp"

TEST_CASE("an address is read from numbers and printed as they were") {
    for (const char* host : {"127.0.0.1", "0.0.0.0", "::1", "::", "2001:db8::1"}) {
        const auto parsed = rt::address::parse(host, 8000);
        REQUIRE(parsed);
        CHECK((*parsed).host() == host);
        CHECK((*parsed).port() == 8000);
    }
}

TEST_CASE("an IPv6 address with its port stands in brackets") {
    CHECK((*rt::address::parse("127.0.0.1", 80)).to_string() == "127.0.0.1:80");
    CHECK((*rt::address::parse("::1", 80)).to_string() == "[::1]:80");
}

TEST_CASE("a name is no address, nor is half of one") {
    for (const char* host : {"localhost", "", "127.0.0", "127.0.0.256", "::1::", "127.0.0.1 "}) {
        const auto parsed = rt::address::parse(host, 80);
        INFO(host);
        CHECK(parsed.error() == std::errc::invalid_argument);
    }
}

TEST_CASE("text with a NUL in it is no address: what stands behind would go unseen") {
    using namespace std::string_view_literals;
    CHECK_FALSE(rt::address::parse("127.0.0.1\0x"sv, 80).has_value());
    CHECK_FALSE(rt::address::at_path("/tmp/a\0b"sv).has_value());
}

TEST_CASE("the default address is every IPv4 interface, port 0") {
    CHECK(rt::address().to_string() == "0.0.0.0:0");
}
