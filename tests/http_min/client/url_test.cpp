// client_url: an http URL in its parts.
#include <http_min/client/client_message.hpp>
#include <string>

#include "support/catch.hpp"

using http_min::client_url;

TEST_CASE("host, port and target, with their defaults") {
    const auto whole = client_url::parse("http://example.com:8000/a/b?q=1#part");
    REQUIRE(whole);
    CHECK(whole->host == "example.com");
    CHECK(whole->authority == "example.com:8000");
    CHECK(whole->port == 8000);
    CHECK(whole->target == "/a/b?q=1");
    const auto bare = client_url::parse("http://example.com");
    REQUIRE(bare);
    CHECK(bare->port == 80);
    CHECK(bare->target == "/");
    const auto six = client_url::parse("http://[::1]:80/");
    REQUIRE(six);
    CHECK(six->host == "::1");
    CHECK(six->authority == "[::1]:80");
}

TEST_CASE("what is no http URL is none, and nothing slips into the message") {
    for (const char* const text :
         {"", "example.com", "https://a/", "http://", "http:///x", "http://a:b/", "http://a:99999/",
          "http://u:p@a/", "http://[::1/", "http://a/x y", "http://a/\r\nx: y", "http://a?q"})
        CHECK_FALSE(client_url::parse(text));
}
