// json_test.cpp -- JSON as it goes out.
#include <cmath>
#include <cstdlib>
#include <http_min/wire/json.hpp>
#include <limits>
#include <stdexcept>

#include "support/catch.hpp"

using http_min::append_json_number;
using http_min::json;
using http_min::to_text;

namespace {

std::string number(double value) {
    std::string out;
    append_json_number(out, value);
    return out;
}

}  // namespace

TEST_CASE("JSON is compact and keeps the order of its keys") {
    json value;
    value["b"] = {1, "two", 3.5, nullptr, true};
    value["a"] = json::object();
    value["c"] = json::array();
    CHECK(to_text(value) == R"({"b":[1,"two",3.5,null,true],"a":{},"c":[]})");
    CHECK(to_text(json{{"z", 1}, {"a", {{"n", -1}}}}) == R"({"z":1,"a":{"n":-1}})");
}

TEST_CASE("an optional is its value or null, both ways") {
    CHECK(to_text(json{{"q", std::optional<std::string>{}}, {"r", std::optional{5}}}) ==
          R"({"q":null,"r":5})");
    CHECK(json::parse("null").get<std::optional<int>>() == std::nullopt);
    CHECK(json::parse("7").get<std::optional<int>>() == 7);
}

TEST_CASE("text goes out as UTF-8, with the escapes that JSON requires") {
    CHECK(to_text("h\xc3\xa9llo \xf0\x9f\x98\x80 / \x7f") == "\"h\xc3\xa9llo \xf0\x9f\x98\x80 / \x7f\"");
    CHECK(to_text("\"\\\b\f\n\r\t\x01\x1f") == R"("\"\\\b\f\n\r\t\u0001\u001f")");
    CHECK(to_text(std::string("a\0b", 3)) == R"("a\u0000b")");
    CHECK(to_text(json{{"\n", 1}}) == R"({"\n":1})");
}

TEST_CASE("integers keep their 64 bits") {
    CHECK(to_text(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(to_text(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

TEST_CASE("floats stay floats and read back as they were") {
    CHECK(number(7) == "7.0");
    CHECK(number(-0.0) == "-0.0");
    CHECK(number(0.1) == "0.1");
    CHECK(number(100000) == "100000.0");
    CHECK(number(1e15) == "1000000000000000.0");
    CHECK(number(1e16) == "1e+16");
    CHECK(number(0.0001) == "0.0001");
    CHECK(number(0.00001) == "1e-05");
    for (const double value :
         {1.0 / 3, 2.5e-300, 1.7976931348623157e308, 5e-324, 123456789012345.6, 9007199254740993.0}) {
        CHECK(std::strtod(number(value).c_str(), nullptr) == value);
    }
}

TEST_CASE("bytes that are not UTF-8 go out as U+FFFD") {
    CHECK(to_text("a\xff") == "\"a\xef\xbf\xbd\"");
    CHECK(to_text(json{{"\xc0\xaf", "\n"}}) == "{\"\xef\xbf\xbd\xef\xbf\xbd\":\"\\n\"}");
}

TEST_CASE("what has no JSON is refused") {
    CHECK_THROWS_AS(to_text(std::nan("")), std::invalid_argument);
    CHECK_THROWS_AS(to_text(json{{"a", {1, HUGE_VAL}}}), std::invalid_argument);
    json deep;
    for (int i = 0; i < 2000; ++i) deep = json::array({std::move(deep)});
    CHECK_THROWS_AS(to_text(deep), std::invalid_argument);
}
