// websocket_handshake_test.cpp -- which requests become a WebSocket.
#include <http_min/wire/request_parser.hpp>
#include <http_min/wire/websocket_handshake.hpp>

#include "support/catch.hpp"

using namespace http_min::wire;

namespace {

struct asked {
    bool asks = false;
    std::string key;  // empty: refused
};

asked ask(std::string_view lines, std::string_view request_line = "GET /ws HTTP/1.1") {
    const std::string text = std::string(request_line) + "\r\nHost: a\r\n" + std::string(lines) + "\r\n";
    request_parser parser;
    REQUIRE(parser.feed(text).complete());
    return {asks_for_websocket(parser.head()), std::string(websocket_key(parser.head()).value_or(""))};
}

constexpr std::string_view upgrade = "Connection: keep-alive, Upgrade\r\nupgrade: WebSocket\r\n";
constexpr std::string_view key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";
constexpr std::string_view version = "Sec-WebSocket-Version: 13\r\n";

std::string all(std::string_view a, std::string_view b, std::string_view c) {
    return std::string(a).append(b).append(c);
}

}  // namespace

TEST_CASE("the example of RFC 6455") {
    const asked found = ask(all(upgrade, key, version));
    CHECK(found.asks);
    CHECK(found.key == "dGhlIHNhbXBsZSBub25jZQ==");
    std::string answer;
    append_upgrade(answer, found.key, "chat");
    CHECK(answer ==
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: chat\r\n\r\n");
}

TEST_CASE("a request that does not ask") {
    CHECK(!ask(all("Upgrade: websocket\r\n", key, version)).asks);
    CHECK(!ask(all("Connection: Upgrade\r\n", key, version)).asks);
    CHECK(!ask("Connection: Upgrade\r\nUpgrade: h2c\r\n").asks);
    CHECK(ask("Connection: Upgrade\r\nUpgrade: h2c, websocket\r\n").asks);
}

TEST_CASE("a request that asks in the wrong way has no key") {
    CHECK(ask(all(upgrade, key, "")).key.empty());
    CHECK(ask(all(upgrade, key, "Sec-WebSocket-Version: 8\r\n")).key.empty());
    CHECK(ask(all(upgrade, "", version)).key.empty());
    CHECK(ask(all(upgrade, "Sec-WebSocket-Key: short==\r\n", version)).key.empty());
    CHECK(ask(all(upgrade, std::string(key) + std::string(key), version)).key.empty());
    CHECK(ask(all(upgrade, key, version), "POST /ws HTTP/1.1").key.empty());
    CHECK(ask(all(upgrade, key, version), "GET /ws HTTP/1.0").key.empty());
    const std::string with_body = std::string(version).append("Content-Length: 1\r\n");
    CHECK(ask(all(upgrade, key, with_body)).key.empty());
}
