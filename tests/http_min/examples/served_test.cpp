// The examples as programs of their own, asked over sockets.
#include <unistd.h>

#include "support/catch.hpp"
#include "support/served_process.hpp"

namespace {

served_process start(const char* program) {
    return served_process([program] { return ::execl(program, program, "--port", "0", nullptr); });
}

// The answer to a whole request, whose connection ends behind it.
std::string ask(const rt::address& at, const std::string& request) {
    const rt::fd socket = connect_to(at);
    say(socket, request);
    return hear(socket);
}

std::string post(const rt::address& at, const std::string& target, const std::string& headers,
                 const std::string& body) {
    return ask(at, "POST " + target + " HTTP/1.1\r\nhost: a\r\nconnection: close\r\n" + headers +
                       "content-length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
}

}  // namespace

TEST_CASE("hello answers what its first line says") {
    served_process hello = start(HELLO_PROGRAM);
    const rt::address at = here(hello.port());
    CHECK(text_behind_head(ask_once(at, "/")) == "Hello, World!");
    CHECK(text_behind_head(ask_once(at, "/json")) == R"({"message":"Hello World"})");
    CHECK(text_behind_head(ask_once(at, "/items/42?q=x")) == R"({"item_id":42,"q":"x"})");
    CHECK(ask_once(at, "/items/x").starts_with("HTTP/1.1 422 "));
    CHECK(hello.end_by(SIGTERM) == 0);
}

TEST_CASE("the shop sells over a socket") {
    served_process shop = start(SHOP_PROGRAM);
    const rt::address at = here(shop.port());
    CHECK(text_behind_head(ask_once(at, "/items/?limit=1")) == R"([{"id":1,"name":"hammer","price":12.5}])");

    const std::string in = post(at, "/login", "content-type: application/x-www-form-urlencoded\r\n",
                                "username=ada&password=lovelace");
    CHECK(in.starts_with("HTTP/1.1 303 "));
    const std::size_t begin = in.find("session=");
    REQUIRE(begin != in.npos);
    const std::string cookie = "cookie: " + in.substr(begin, in.find(';', begin) - begin) + "\r\n";

    CHECK(ask_once(at, "/", cookie).find("Hello, ada!") != std::string::npos);
    const std::string json = "content-type: application/json\r\n";
    CHECK(text_behind_head(post(at, "/orders/", cookie + json, R"({"item_id":2,"quantity":10})")) ==
          R"({"customer":"ada","item":"nail","quantity":10,"total":1.0})");
    CHECK(post(at, "/orders/", cookie + json, R"({"item_id":1,"quantity":9})").starts_with("HTTP/1.1 409 "));
    CHECK(shop.end_by(SIGTERM) == 0);
}

TEST_CASE("the probe tells the length of what HEAD leaves out, and a path's methods") {
    served_process probe = start(PROBE_PROGRAM);
    const rt::address at = here(probe.port());
    const std::string big = ask(at, "HEAD /big HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    CHECK(big.find("\r\ncontent-length: 17825792\r\n") != big.npos);
    CHECK(text_behind_head(big).empty());
    const std::string may = ask(at, "OPTIONS /echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    CHECK(may.find("\r\nallow: POST, PUT, OPTIONS\r\n") != may.npos);
    CHECK(probe.end_by(SIGTERM) == 0);
}
