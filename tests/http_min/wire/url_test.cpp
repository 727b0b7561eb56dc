// url_test.cpp -- decoding, and cutting query strings.
#include <http_min/wire/url.hpp>
#include <vector>

#include "support/catch.hpp"

using namespace http_min::wire;
using pairs = std::vector<std::pair<std::string, std::string>>;

namespace {

std::string path(std::string_view text) {
    std::string scratch;
    return std::string{decode_path(text, scratch)};
}

std::string query(std::string_view text) {
    std::string scratch;
    return std::string{decode_query(text, scratch)};
}

pairs raw_pairs(std::string_view text) {
    pairs all;
    for (const auto [key, value] : query_pairs{text}) all.emplace_back(key, value);
    return all;
}

const std::string unknown = "\xef\xbf\xbd";

}  // namespace

TEST_CASE("escapes become bytes, once") {
    CHECK(path("/a%20b%2Fc") == "/a b/c");
    CHECK(path("%e5%8c%97") == "\xe5\x8c\x97");
    CHECK(path("%252e") == "%2e");
    CHECK(path("%00") == std::string(1, '\0'));
}

TEST_CASE("an escape that is none stays as it is") {
    CHECK(path("%") == "%");
    CHECK(path("%4") == "%4");
    CHECK(path("%zz%4g%%41") == "%zz%4g%A");
}

TEST_CASE("a plus is a blank in a query and a plus in a path") {
    CHECK(path("a+b") == "a+b");
    CHECK(query("a+b%2B") == "a b+");
}

TEST_CASE("bytes that are not UTF-8 become U+FFFD, one for each start that breaks off") {
    CHECK(path("%ff") == unknown);
    CHECK(path("a%e5%8cb") == "a" + unknown + "b");
    CHECK(path("%c0%af") == unknown + unknown);               // an overlong slash
    CHECK(path("%ed%a0%80") == unknown + unknown + unknown);  // a surrogate
    CHECK(path("%f4%90%80%80") == unknown + unknown + unknown + unknown);
    CHECK(path("%f0%9f%98%80") == "\xf0\x9f\x98\x80");
    CHECK(query("\xe9") == unknown);
}

TEST_CASE("text with nothing to decode is not copied") {
    std::string scratch;
    const std::string_view plain = "/items/42";
    CHECK(decode_path(plain, scratch).data() == plain.data());
    CHECK(decode_query("a+b", scratch).data() == scratch.data());
}

TEST_CASE("a query is cut into its pairs, in order") {
    CHECK(raw_pairs("a=1&b=2&a=3") == pairs{{"a", "1"}, {"b", "2"}, {"a", "3"}});
    CHECK(raw_pairs("k&k=&=v") == pairs{{"k", ""}, {"k", ""}, {"", "v"}});
    CHECK(raw_pairs("a=b=c&&d=%26&") == pairs{{"a", "b=c"}, {"d", "%26"}});
    CHECK(raw_pairs("").empty());
    CHECK(raw_pairs("&&").empty());
}
