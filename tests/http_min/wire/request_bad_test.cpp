// request_bad_test.cpp -- a table of requests that are refused, each with its status.
#include <http_min/wire/request_parser.hpp>
#include <vector>

#include "support/catch.hpp"

using namespace http_min::wire;
using namespace std::string_literals;

namespace {

struct bad_request {
    const char* what;
    int status;
    std::string text;
};

std::string with(std::string_view line) {
    return "POST / HTTP/1.1\r\nHost: x\r\n" + std::string{line} + "\r\n\r\n";
}

std::string with_host(std::string_view host) {
    return "GET / HTTP/1.1\r\nHost: " + std::string{host} + "\r\n\r\n";
}

std::string line(std::string_view request_line) { return std::string{request_line} + "\r\nHost: x\r\n\r\n"; }

parse_result parse(std::string_view text, const limits& bounds = {}) {
    return request_parser{bounds}.feed(text);
}

}  // namespace

TEST_CASE("a broken request line is refused") {
    const std::vector<bad_request> table = {
        {"no method", 400, line(" / HTTP/1.1")},
        {"a blank before the method", 400, line(" GET / HTTP/1.1")},
        {"a method that is no token", 400, line("G{T / HTTP/1.1")},
        {"TLS spoken to us", 400, "\x16\x03\x01\x02\x00\x01"s},
        {"a method and nothing else", 400, line("GET")},
        {"a method too long to be one", 501, line(std::string(33, 'A') + " / HTTP/1.1")},
        {"a tab for a blank", 400, line("GET\t/ HTTP/1.1")},
        {"two blanks before the target", 400, line("GET  / HTTP/1.1")},
        {"two blanks behind the target", 400, line("GET /  HTTP/1.1")},
        {"a blank in the target", 400, line("GET /a b HTTP/1.1")},
        {"a blank at the end", 400, line("GET / HTTP/1.1 ")},
        {"HTTP/0.9", 400, "GET /\r\n"},
        {"a control character in the target", 400, line("GET /\x01 HTTP/1.1")},
        {"a NUL in the target", 400, line("GET /\0 HTTP/1.1"s)},
        {"a byte above 0x7f in the target", 400, line("GET /\xc3\xa9 HTTP/1.1")},
        {"a fragment", 400, line("GET /#top HTTP/1.1")},
        {"a target that is no path", 400, line("GET items HTTP/1.1")},
        {"a scheme that is not ours", 400, line("GET ftp://x/ HTTP/1.1")},
        {"a URL without a host", 400, line("GET http:///a HTTP/1.1")},
        {"a URL with a user", 400, line("GET http://me@x/ HTTP/1.1")},
        {"an asterisk for something else than OPTIONS", 400, line("GET * HTTP/1.1")},
        {"CONNECT without a port", 400, line("CONNECT x HTTP/1.1")},
        {"CONNECT with a path", 400, line("CONNECT / HTTP/1.1")},
        {"lower case in the version", 400, line("GET / http/1.1")},
        {"another protocol", 400, line("GET / HTTQ/1.1")},
        {"no minor version", 400, line("GET / HTTP/1\r\n")},
        {"two digits of minor version", 400, line("GET / HTTP/1.10")},
        {"HTTP/2.0", 505, line("GET / HTTP/2.0")},
        {"HTTP/1.2", 505, line("GET / HTTP/1.2")},
        {"HTTP/0.9 as a number", 505, line("GET / HTTP/0.9")},
        {"a bare LF behind the request line", 400, "GET / HTTP/1.1\nHost: x\r\n\r\n"},
        {"a bare CR behind the request line", 400, "GET / HTTP/1.1\rHost: x\r\n\r\n"},
        {"a lone CR before the request line", 400, "\rGET / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"a lone LF before the request line", 400, "\nGET / HTTP/1.1\r\nHost: x\r\n\r\n"},
        {"nothing but empty lines", 400, "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n"},
    };
    for (const auto& [what, status, text] : table) {
        INFO(what);
        const auto result = parse(text);
        CHECK(result.bad());
        CHECK(result.why.status == status);
        CHECK(!result.why.reason.empty());
    }
}

TEST_CASE("a broken header line is refused") {
    const std::vector<bad_request> table = {
        {"a blank before the colon", 400, with("X : y")},
        {"a tab before the colon", 400, with("X\t: y")},
        {"a blank in the name", 400, with("X Y: z")},
        {"a control character in the name", 400, with("X\x0b: y")},
        {"a NUL in the name", 400, with("X\0: y"s)},
        {"a byte above 0x7f in the name", 400, with("\xc3\xa9: y")},
        {"no name", 400, with(": y")},
        {"no colon", 400, with("X")},
        {"no colon, last line", 400, with("X: y\r\nZ")},
        {"a folded line", 400, with("X: y\r\n z")},
        {"a line folded with a tab", 400, with("X: y\r\n\tz")},
        {"a blank before the first line", 400, "GET / HTTP/1.1\r\n Host: x\r\n\r\n"},
        {"a NUL in a value", 400, with("X: a\0b"s)},
        {"a control character in a value", 400, with("X: a\x7f")},
        {"a bare CR in a value", 400, with("X: a\rContent-Length: 5")},
        {"a bare LF in a value", 400, with("X: a\nContent-Length: 5")},
        {"a bare LF that ends the head", 400, "GET / HTTP/1.1\r\nHost: x\r\n\n"},
        {"a bare CR that ends the head", 400, "GET / HTTP/1.1\r\nHost: x\r\n\rG"},
    };
    for (const auto& [what, status, text] : table) {
        INFO(what);
        CHECK(parse(text).why.status == status);
    }
}

TEST_CASE("a Host that is missing, repeated or no host is refused") {
    CHECK(parse("GET / HTTP/1.1\r\n\r\n").why.status == 400);
    CHECK(parse("GET http://x/ HTTP/1.1\r\n\r\n").why.status == 400);
    CHECK(parse("GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n").why.status == 400);
    CHECK(parse("GET / HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n").why.status == 400);
    for (const char* host : {"a b", "a/b", "a?b", "me@x", "x:8o", "x:65536", "x:1:2", "a\\b", "<x>", "a%2",
                             "a%zz", "[::1", "[]", "[::g]", "[::1]x", "::1", "\xc3\xa9"}) {
        INFO(host);
        CHECK(parse(with_host(host)).why.status == 400);
    }
    for (const char* host :
         {"", "x", "x:", "x:80", "127.0.0.1:65535", "[::1]", "[::ffff:1.2.3.4]:80", "a_b.example", "a%20b"}) {
        INFO(host);
        CHECK(parse(with_host(host)).complete());
    }
}

TEST_CASE("a body whose end is in doubt is refused") {
    const std::vector<bad_request> table = {
        {"an empty length", 400, with("Content-Length:")},
        {"a sign", 400, with("Content-Length: +5")},
        {"a negative length", 400, with("Content-Length: -5")},
        {"a hex length", 400, with("Content-Length: 0x5")},
        {"an underscore", 400, with("Content-Length: 1_0")},
        {"a fraction", 400, with("Content-Length: 5.0")},
        {"a blank inside", 400, with("Content-Length: 1 0")},
        {"a list", 400, with("Content-Length: 5, 5")},
        {"2^64", 400, with("Content-Length: 18446744073709551616")},
        {"far beyond 2^64", 400, with("Content-Length: 99999999999999999999999")},
        {"the same length twice", 400, with("Content-Length: 5\r\nContent-Length: 5")},
        {"two lengths", 400, with("Content-Length: 5\r\nContent-Length: 6")},
        {"a length and chunks", 400, with("Content-Length: 5\r\nTransfer-Encoding: chunked")},
        {"chunks and a length", 400, with("Transfer-Encoding: chunked\r\nContent-Length: 5")},
        {"chunked twice", 400, with("Transfer-Encoding: chunked, chunked")},
        {"two Transfer-Encoding lines", 400,
         with("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked")},
        {"an empty Transfer-Encoding", 400, with("Transfer-Encoding:")},
        {"chunked in HTTP/1.0", 400, "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"},
        {"another coding", 501, with("Transfer-Encoding: gzip")},
        {"another coding before chunked", 501, with("Transfer-Encoding: gzip, chunked")},
        {"identity", 501, with("Transfer-Encoding: identity")},
        {"something like chunked", 501, with("Transfer-Encoding: xchunked")},
        {"chunked with a parameter", 501, with("Transfer-Encoding: chunked;q=1")},
        {"an unknown expectation", 417, with("Expect: tea")},
    };
    for (const auto& [what, status, text] : table) {
        INFO(what);
        CHECK(parse(text).why.status == status);
    }
}

TEST_CASE("each limit holds to the byte") {
    const limits small{.method = 4, .target = 10, .fields = 3, .field_bytes = 40};
    CHECK(parse("POST /123456789 HTTP/1.1\r\nHost: x\r\n\r\n", small).complete());
    CHECK(parse("POSTS / HTTP/1.1\r\nHost: x\r\n\r\n", small).why.status == 501);
    CHECK(parse("GET /1234567890 HTTP/1.1\r\nHost: x\r\n\r\n", small).why.status == 414);
    CHECK(parse("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\nC: d\r\n\r\n", small).complete());
    CHECK(parse("GET / HTTP/1.1\r\nHost: x\r\nA: b\r\nC: d\r\nE: f\r\n\r\n", small).why.status == 431);
    const std::string start = "GET / HTTP/1.1\r\nHost: x\r\nA: ";  // 9 + 3 + value + 2 + 2
    CHECK(parse(start + std::string(24, 'v') + "\r\n\r\n", small).complete());
    CHECK(parse(start + std::string(25, 'v') + "\r\n\r\n", small).why.status == 431);
}

TEST_CASE("an endless element is refused as soon as it is over its limit") {
    const std::string filler(200'000, 'a');
    CHECK(parse("GET /" + filler).why.status == 414);
    CHECK(parse("GET / HTTP/1.1\r\n" + filler).why.status == 431);
    CHECK(parse("GET / HTTP/1.1\r\nA:" + filler).why.status == 431);
    CHECK(parse(filler).why.status == 501);
    std::string many = "GET / HTTP/1.1\r\n";
    for (int i = 0; i < 257; ++i) many += "A:b\r\n";
    CHECK(parse(many).why.status == 431);
}

TEST_CASE("the defaults take what honest clients send") {
    const std::string value(8 * 1024, 'v');
    CHECK(parse("GET /" + value.substr(1) + " HTTP/1.1\r\nHost: x\r\nCookie: " + value + "\r\n\r\n")
              .complete());
}
