// request_cuts_test.cpp -- however a request is cut, the answer is that of the whole.
#include <http_min/wire/request_parser.hpp>
#include <memory>
#include <vector>

#include "support/catch.hpp"
#include "support/guard_page.hpp"

using namespace http_min::wire;

namespace {

constexpr limits tight{.method = 8, .target = 24, .fields = 4, .field_bytes = 90};

const std::vector<std::string> messages = {
    "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    "\r\n\r\nPOST /a%20b?c=d HTTP/1.1\r\nHost: localhost:8000\r\nContent-Length: 5\r\nX:\t y z "
    "\t\r\n\r\nhello",
    "GET http://a:1/p?q HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\n\r\n",
    "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\n\rX",
    "GET / HTTP/3.0\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\n\r\n",
    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
    "GET /12345678901234567890123 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET /123456789012345678901234\x01 HTTP/1.1\r\nHost: x\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA: "
    "12345678901234567890123456789012345678901234567890123456789012345678901234\r\n\r\n",
    "GET / HTTP/1.1\r\nHost: x\r\nA:1\r\nB:2\r\nC:3\r\nD:4\r\n\r\n",
    "METHODIST / HTTP/1.1\r\n\r\n",
    "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
    "\r\rGET / HTTP/1.1\r\n\r\n",
};

// What a user of the parser can see of its answer.
struct answer {
    parse_result result;
    std::string method, path, query, host;
    std::vector<std::pair<std::string, std::string>> headers;

    friend bool operator==(const answer&, const answer&) = default;
};

answer seen(const request_parser& parser, parse_result result) {
    answer all{.result = result, .method = {}, .path = {}, .query = {}, .host = {}, .headers = {}};
    if (!result.complete()) return all;
    const request_head& head = parser.head();
    all.method = head.method;
    all.path = head.target.path;
    all.query = head.target.query;
    all.host = head.host;
    for (const auto [name, value] : head.headers) all.headers.emplace_back(name, value);
    return all;
}

answer parse_whole(std::string_view text) {
    request_parser parser{tight};
    const auto result = parser.feed(text);
    return seen(parser, result);
}

// Feeds longer and longer beginnings, each in memory of its own that ends at a guard page.
class cut_reader {
  public:
    explicit cut_reader(const std::string& text) {
        for (std::size_t i = 0; i <= text.size(); ++i) {
            prefixes_.push_back(std::make_unique<guarded_text>(std::string_view{text}.substr(0, i)));
        }
    }
    answer parse(const std::vector<std::size_t>& cuts) const {
        request_parser parser{tight};
        parse_result result;
        for (const std::size_t cut : cuts) {
            result = parser.feed(prefixes_[cut]->view());
            if (!result.partial()) break;
        }
        return seen(parser, result);
    }
    std::size_t size() const { return prefixes_.size() - 1; }

  private:
    std::vector<std::unique_ptr<guarded_text>> prefixes_;
};

}  // namespace

TEST_CASE("one cut, and every pair of cuts, changes nothing") {
    for (const std::string& text : messages) {
        INFO(text);
        const answer whole = parse_whole(text);
        const cut_reader reader{text};
        std::size_t different = 0;
        for (std::size_t i = 0; i <= reader.size(); ++i) {
            for (std::size_t j = i; j <= reader.size(); ++j) {
                different += reader.parse({i, j, reader.size()}) != whole;
            }
        }
        CHECK(different == 0);
    }
}

TEST_CASE("one byte at a time changes nothing") {
    for (const std::string& text : messages) {
        INFO(text);
        const cut_reader reader{text};
        std::vector<std::size_t> every_byte;
        for (std::size_t i = 0; i <= reader.size(); ++i) every_byte.push_back(i);
        CHECK(reader.parse(every_byte) == parse_whole(text));
    }
}

TEST_CASE("a beginning of a good request is partial, never bad and never complete") {
    const std::string& text = messages[0];
    for (std::size_t i = 0; i < text.size(); ++i) {
        CHECK(request_parser{}.feed(std::string_view{text}.substr(0, i)).partial());
    }
}

// The version's ten bytes are looked at together; everything else is remembered to the byte.
TEST_CASE("of a partial request at most ten bytes are read again") {
    const std::string text = "GET /" + std::string(5000, 'p') +
                             " HTTP/1.1\r\nHost: x\r\nCookie: " + std::string(9000, 'c') + "\r\n" +
                             std::string(3000, 'n') + ": v\r\n\r\n";
    request_parser parser;
    std::size_t worst = 0;
    std::size_t last = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        REQUIRE(parser.feed(std::string_view{text}.substr(0, i)).partial());
        REQUIRE(parser.scanned() >= last);
        last = parser.scanned();
        worst = std::max(worst, i - last);
    }
    CHECK(worst < 10);
    CHECK(parser.feed(text).complete());
}

TEST_CASE("every byte value, at every place of a request, is answered without reading too far") {
    const std::string good = "GET /p?q HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\n";
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int byte = 0; byte < 256; ++byte) {
            std::string text = good;
            text[at] = static_cast<char>(byte);
            const guarded_text guarded{text};
            request_parser parser;
            const auto result = parser.feed(guarded.view());
            if (result.complete() && result.size > text.size()) FAIL("more taken than there was");
        }
    }
}
