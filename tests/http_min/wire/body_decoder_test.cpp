// body_decoder_test.cpp -- bodies of known length, and chunked ones.
#include <http_min/wire/body_decoder.hpp>
#include <vector>

#include "support/catch.hpp"
#include "support/guard_page.hpp"

using namespace http_min::wire;
using kind = body_framing::kind;

namespace {

struct decoded {
    parse_result result;
    std::string body;

    friend bool operator==(const decoded&, const decoded&) = default;
};

// Feeds `text` in the given pieces, each only as far as the body goes.
decoded decode(body_framing framing, std::string_view text, std::vector<std::size_t> cuts,
               const limits& bounds = {}) {
    body_decoder decoder{framing, bounds};
    decoded all;
    std::size_t taken = 0;
    cuts.push_back(text.size());
    for (const std::size_t cut : cuts) {
        const guarded_text piece{text.substr(taken, cut - taken)};
        all.result = decoder.feed(piece.view(), all.body);
        taken += all.result.size;
        if (!all.result.partial()) break;
    }
    all.result.size = all.result.bad() ? 0 : taken;
    return all;
}

decoded chunks(std::string_view text, const limits& bounds = {}) {
    return decode({kind::chunked, 0}, text, {}, bounds);
}

}  // namespace

TEST_CASE("a body of known length ends after its bytes") {
    const auto whole = decode({kind::length, 5}, "helloGET /", {});
    CHECK(whole.result == parse_result{outcome::complete, 5, {}});
    CHECK(whole.body == "hello");
    CHECK(decode({kind::length, 5}, "hel", {}).result.partial());
    CHECK(decode({}, "GET /", {}).result == parse_result{outcome::complete, 0, {}});
}

TEST_CASE("chunks are put together, extensions and trailers read over") {
    const auto whole =
        chunks("5\r\nhello\r\n1;a=b;c=\"d e\"\r\n \r\n0005\r\nworld\r\n0\r\nX: y\r\nZ:\r\n\r\nGET /");
    CHECK(whole.result.complete());
    CHECK(whole.body == "hello world");
    CHECK(whole.result.size == 56);
    CHECK(chunks("0\r\n\r\n").body.empty());
    CHECK(chunks("A\r\n0123456789\r\n0\r\n\r\n").body == "0123456789");
    CHECK(chunks("a\r\n0123456789\r\n000\r\n\r\n").result.complete());
}

TEST_CASE("data comes in pieces that point into the input") {
    body_decoder decoder{{kind::chunked, 0}};
    const std::string_view text = "3\r\nabc\r\n2\r\nde";
    const auto first = decoder.feed(text);
    CHECK(first.data == "abc");
    CHECK(first.data.data() == text.data() + 3);
    CHECK(first.partial());
    const auto second = decoder.feed(text.substr(first.size));
    CHECK(second.data == "de");
    CHECK(first.size + second.size == text.size());
}

TEST_CASE("broken chunks are refused") {
    for (const char* text : {"\r\n",
                             "g\r\n",
                             "-1\r\n",
                             "+1\r\n",
                             "0x5\r\n",
                             "5 \r\n",
                             " 5\r\n",
                             "5 5\r\n",
                             "5\n",
                             "5\rx",
                             "5_0\r\n",
                             "5\r\nhelloX",
                             "5\r\nhello\rX",
                             "5\r\nhello\n",
                             "5\r\nhello\r\n\r\n",
                             "00000000000000005\r\n",
                             "fffffffffffffffff\r\n",
                             "5;a\nb",
                             "5;a\x01\r\n",
                             "0\r\n X: y\r\n",
                             "0\r\nX y\r\n",
                             "0\r\nX : y\r\n",
                             "0\r\n: y\r\n",
                             "0\r\nX\r\n",
                             "0\r\nX: y\n",
                             "0\r\nX: \x01",
                             "0\r\n\rX",
                             "0\n",
                             "0\r\n\n"}) {
        INFO(text);
        const auto whole = chunks(text);
        CHECK(whole.result.bad());
        CHECK(whole.result.why.status == 400);
        CHECK(!whole.result.why.reason.empty());
    }
}

TEST_CASE("a body over its limit is refused before it is read") {
    limits small;
    small.body = 10;
    CHECK(decode({kind::length, 11}, "", {}, small).result.why.status == 413);
    CHECK(decode({kind::length, 10}, "0123456789", {}, small).result.complete());
    CHECK(chunks("a\r\n0123456789\r\n0\r\n\r\n", small).result.complete());
    CHECK(chunks("b\r\n", small).result.why.status == 413);
    CHECK(chunks("5\r\n01234\r\n6\r\n", small).result.why.status == 413);
    CHECK(chunks("ffffffffffffffff\r\n", small).result.why.status == 413);
    CHECK(chunks("5\r\n01234\r\nffffffffffffffff\r\n", small).result.why.status == 413);
}

TEST_CASE("extensions and trailers are bounded over the whole body") {
    limits small;
    small.chunk_extensions = 6;
    small.trailer_bytes = 8;
    CHECK(chunks("1;ab\r\nx\r\n1;ab\r\nx\r\n0\r\n\r\n", small).result.complete());
    CHECK(chunks("1;ab\r\nx\r\n1;abcd\r\nx\r\n0\r\n\r\n", small).result.complete());
    CHECK(chunks("1;ab\r\nx\r\n1;abcde\r\n", small).result.why.status == 400);
    CHECK(chunks("0\r\nX: y\r\n\r\n", small).result.complete());
    CHECK(chunks("0\r\nXY: y\r\n\r\n", small).result.why.status == 431);
}

TEST_CASE("however a chunked body is cut, it gives the same bytes and the same answer") {
    for (const std::string_view text : {"5\r\nhello\r\n1;a=b\r\n \r\n5\r\nworld\r\n0\r\nX: y\r\n\r\nGET /",
                                        "2\r\nab\r\n2\r\nabc", "3;x\r\nabc\r\n0\r\nX: y\r\nbad\r\n\r\n"}) {
        const auto whole = chunks(text);
        std::size_t different = 0;
        for (std::size_t i = 0; i <= text.size(); ++i) {
            for (std::size_t j = i; j <= text.size(); ++j) {
                different += decode({kind::chunked, 0}, text, {i, j}) != whole;
            }
        }
        CHECK(different == 0);
    }
}
