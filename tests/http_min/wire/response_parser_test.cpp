// response_parser: heads of responses, whole and byte by byte, and where their bodies end.
#include <http_min/wire/response_parser.hpp>
#include <string>

#include "support/catch.hpp"

using namespace http_min::wire;

namespace {

// Whole, and again byte by byte: the answer is the same.
struct parsed {
    response_parser parser;
    std::string text;
    parse_result result;

    explicit parsed(std::string bytes, std::string_view method = "GET") : text(std::move(bytes)) {
        result = parser.feed(text, method);
        response_parser slow;
        parse_result last;
        for (std::size_t size = 0; size <= text.size() && last.partial(); ++size)
            last = slow.feed(std::string_view(text).substr(0, size), method);
        CHECK(last == result);
    }
    const received_head& head() const { return parser.head(); }
};

using kind = body_framing::kind;

}  // namespace

TEST_CASE("a status line, fields, and what follows is the body's") {
    const parsed p(
        "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nX:  a b \r\nContent-Length: 5\r\n\r\nhello");
    REQUIRE(p.result.complete());
    CHECK(p.text.substr(p.result.size) == "hello");
    CHECK(p.head().status == 404);
    CHECK(p.head().reason == "Not Found");
    CHECK(p.head().headers.find("x") == "a b");
    CHECK(p.head().body == body_framing{kind::length, 5});
    CHECK(p.head().keep_alive);
}

TEST_CASE("a body ends by its method, status, coding, length, or with the connection") {
    CHECK(parsed("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", "HEAD").head().body.is == kind::none);
    CHECK(parsed("HTTP/1.1 204 No Content\r\n\r\n").head().body.is == kind::none);
    CHECK(parsed("HTTP/1.1 304 Not Modified\r\ncontent-length: 9\r\n\r\n").head().body.is == kind::none);
    CHECK(parsed("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").head().body.is == kind::chunked);
    const parsed open("HTTP/1.1 200 OK\r\n\r\n");
    CHECK(open.head().until_close);
    CHECK_FALSE(open.head().keep_alive);
    CHECK(parsed("HTTP/1.1 200 \r\ncontent-length: 3\r\nContent-Length: 3\r\n\r\n").head().body.length == 3);
}

TEST_CASE("a connection stays open as its version and the Connection field say") {
    CHECK_FALSE(
        parsed("HTTP/1.1 200 OK\r\nconnection: x, Close\r\ncontent-length: 0\r\n\r\n").head().keep_alive);
    CHECK_FALSE(parsed("HTTP/1.0 200 OK\r\ncontent-length: 0\r\n\r\n").head().keep_alive);
    CHECK(parsed("HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 0\r\n\r\n").head().keep_alive);
}

TEST_CASE("what is no response is bad") {
    for (const char* const text :
         {"HTTP/2.0 200 OK\r\n", "SSH-2.0-x\r\n", "HTTP/1.1 20 OK\r\n", "HTTP/1.1 2000 OK\r\n",
          "HTTP/1.1 099 X\r\n", "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\r\nno colon\r\n",
          "HTTP/1.1 200 OK\r\na b: c\r\n", "HTTP/1.1 200 OK\r\n folded: 1\r\n",
          "HTTP/1.1 200 OK\r\na: b\rc\r\n", "HTTP/1.1 200 OK\r\ncontent-length: +1\r\n\r\n",
          "HTTP/1.1 200 OK\r\ncontent-length: 1, 1\r\n\r\n",
          "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n",
          "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip, chunked\r\n\r\n",
          "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 1\r\n\r\n",
          "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999999\r\n\r\n"}) {
        INFO(text);
        CHECK(parsed(text).result.bad());
    }
}

TEST_CASE("a head has a limit, and a parser that is reset reads the next one") {
    CHECK(parsed("HTTP/1.1 200 OK\r\na: " + std::string(70'000, 'x')).result.bad());
    response_parser parser;
    CHECK(parser.feed("HTTP/1.1 100 Continue\r\n\r\n", "POST").complete());
    parser.reset();
    CHECK(parser.feed("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", "POST").complete());
    CHECK(parser.head().status == 200);
}
