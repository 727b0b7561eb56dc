// request_parser_test.cpp -- good requests, and what is read from them.
#include <http_min/wire/request_parser.hpp>

#include "support/catch.hpp"

using namespace http_min::wire;

namespace {

// Parses `text`, which is one complete head, perhaps with more bytes behind it.
struct parsed {
    explicit parsed(std::string_view text, const limits& bounds = {})
        : parser{bounds}, result{parser.feed(text)} {
        REQUIRE(result.complete());
    }
    const request_head* operator->() const { return &parser.head(); }

    request_parser parser;
    parse_result result;
};

}  // namespace

TEST_CASE("a request line and its headers are read") {
    const std::string_view text =
        "GET /items/42?q=x HTTP/1.1\r\nHost: localhost:8000\r\nAccept:*/*\r\nX-Empty:\r\nX-Blank: \t a b "
        "\t\r\n\r\n";
    const parsed head{text};
    CHECK(head.result.size == text.size());
    CHECK(head->method == "GET");
    CHECK(head->target.path == "/items/42");
    CHECK(head->target.query == "q=x");
    CHECK(head->version == http_version::http_1_1);
    CHECK(head->host == "localhost:8000");
    REQUIRE(head->headers.size() == 4);
    CHECK(head->headers[0] == header{"Host", "localhost:8000"});
    CHECK(head->headers[1] == header{"Accept", "*/*"});
    CHECK(head->headers[2] == header{"X-Empty", ""});
    CHECK(head->headers[3] == header{"X-Blank", "a b"});
    CHECK(head->headers.find("x-blank") == "a b");
    CHECK(!head->headers.find("x_blank"));
}

TEST_CASE("bytes behind the head are left for the next message") {
    const std::string two = "GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: y\r\n\r\n";
    request_parser parser;
    const auto first = parser.feed(two);
    REQUIRE(first.complete());
    CHECK(first.size == two.size() / 2);
    CHECK(parser.feed(two) == first);  // it keeps to its answer
    parser.reset();
    REQUIRE(parser.feed(std::string_view{two}.substr(first.size)).complete());
    CHECK(parser.head().target.path == "/b");
    CHECK(parser.head().host == "y");
    CHECK(parser.head().headers.size() == 1);
}

TEST_CASE("an unknown method is the application's to refuse") {
    CHECK(parsed { "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n" } -> method == "BREW");
}

TEST_CASE("stray empty lines before the request line are skipped") {
    CHECK(parsed { "\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n" } -> method == "GET");
    CHECK(parsed { "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n" }
          -> target.path == "/");
}

TEST_CASE("HTTP/1.0 needs no Host") {
    const parsed head{"GET / HTTP/1.0\r\n\r\n"};
    CHECK(head->version == http_version::http_1_0);
    CHECK(head->host.empty());
    CHECK(head->headers.empty());
}

TEST_CASE("a connection is kept by HTTP/1.1 unless one side says close, by HTTP/1.0 if the peer asks") {
    CHECK(parsed { "GET / HTTP/1.1\r\nHost: x\r\n\r\n" } -> keep_alive);
    CHECK(!parsed { "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n" } -> keep_alive);
    CHECK(!parsed { "GET / HTTP/1.1\r\nHost: x\r\nConnection: foo , CLOSE\r\n\r\n" } -> keep_alive);
    CHECK(!parsed { "GET / HTTP/1.1\r\nHost: x\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n" }
           -> keep_alive);
    CHECK(parsed { "GET / HTTP/1.1\r\nHost: x\r\nConnection: closed\r\n\r\n" } -> keep_alive);
    CHECK(!parsed { "GET / HTTP/1.0\r\n\r\n" } -> keep_alive);
    CHECK(parsed { "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n" } -> keep_alive);
    CHECK(!parsed { "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n" } -> keep_alive);
}

TEST_CASE("the head says how the body ends") {
    using kind = body_framing::kind;
    CHECK(parsed { "POST / HTTP/1.1\r\nHost: x\r\n\r\n" } -> body == body_framing{});
    CHECK(parsed { "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n" } -> body == body_framing{});
    CHECK(parsed { "POST / HTTP/1.1\r\nHost: x\r\ncontent-length: 0012\r\n\r\n" }
          -> body == body_framing{kind::length, 12});
    CHECK(parsed { "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 18446744073709551615\r\n\r\n" }
          -> body == body_framing{kind::length, 18446744073709551615u});
    CHECK(parsed { "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n" }
          -> body == body_framing{kind::chunked, 0});
}

TEST_CASE("a parser that is used again forgets the body of the last request") {
    request_parser parser;
    REQUIRE(parser.feed("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n")
                .complete());
    CHECK(parser.head().expects_continue);
    parser.reset();
    REQUIRE(parser.feed("GET / HTTP/1.1\r\nHost: x\r\n\r\n").complete());
    CHECK(parser.head().body == body_framing{});
    CHECK(!parser.head().expects_continue);
}

TEST_CASE("Expect: 100-continue counts only where a body follows, and not in HTTP/1.0") {
    CHECK(parsed { "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-Continue\r\n\r\n" }
          -> expects_continue);
    CHECK(!parsed { "GET / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n\r\n" } -> expects_continue);
    CHECK(!parsed { "POST / HTTP/1.0\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n" }
           -> expects_continue);
}

TEST_CASE("the authority of an absolute target wins over the Host field") {
    const parsed head{"GET http://a.example:80/p?q HTTP/1.1\r\nHost: b.example\r\n\r\n"};
    CHECK(head->host == "a.example:80");
    CHECK(head->target.path == "/p");
    CHECK(head->target.query == "q");
}

TEST_CASE("the head follows when its bytes are moved") {
    std::string text = "GET http://a/?q HTTP/1.1\r\nHost: b\r\nX: y\r\n\r\n";
    parsed head{text};
    const std::string copy = text;
    head.parser.moved_to(copy.data());
    text.assign(text.size(), '#');
    CHECK(head->method == "GET");
    CHECK(head->host == "a");
    CHECK(head->target.path == "/");
    CHECK(head->target.query == "q");
    CHECK(head->headers[1] == header{"X", "y"});
}

TEST_CASE("bytes above 0x7f are text in values") {
    CHECK(parsed { "GET / HTTP/1.1\r\nHost: x\r\nX: \xc3\xa9\xff\r\n\r\n" } -> headers[1].value ==
          "\xc3\xa9\xff");
}
