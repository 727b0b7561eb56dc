// write_json: values as JSON text, without a JSON value in between.
#include <cmath>
#include <deque>
#include <http_min/app/write_json.hpp>
#include <map>
#include <unordered_map>
#include <vector>

#include "support/catch.hpp"

using namespace http_min;

namespace {

std::string written(const auto& value) {
    std::string out;
    write_json(out, value);
    return out;
}

struct no_json {};

struct point {
    double x;
    int y = 2;
};

struct shape {
    std::string name;
    std::vector<point> corners;
    std::optional<point> centre;
    json extra;
};

}  // namespace

TEST_CASE("scalars are written as JSON has them") {
    CHECK(written(42) == "42");
    CHECK(written(-9223372036854775807LL - 1) == "-9223372036854775808");
    CHECK(written(18446744073709551615ULL) == "18446744073709551615");
    CHECK(written(true) == "true");
    CHECK(written(false) == "false");
    CHECK(written(7.0) == "7.0");
    CHECK(written(2.5f) == "2.5");
    CHECK(written(nullptr) == "null");
}

TEST_CASE("text is quoted and stays UTF-8") {
    CHECK(written("héllo") == R"("héllo")");
    CHECK(written(std::string("a\"b\\c\td")) == R"("a\"b\\c\td")");
    CHECK(written(std::string_view("x")) == R"("x")");
}

TEST_CASE("lists, maps and optionals nest") {
    CHECK(written(std::vector{1, 2, 3}) == "[1,2,3]");
    CHECK(written(std::vector<int>{}) == "[]");
    CHECK(written(std::vector{true, false}) == "[true,false]");
    CHECK(written(std::deque<std::optional<std::string>>{"a", std::nullopt}) == R"(["a",null])");
    CHECK(written(std::map<std::string, std::vector<double>>{{"a", {1}}, {"b", {}}}) ==
          R"({"a":[1.0],"b":[]})");
    CHECK(written(std::unordered_map<std::string, int>{}) == "{}");
    CHECK(written(std::vector<std::map<std::string, json>>{{{"k", json{{"x", nullptr}}}}}) ==
          R"([{"k":{"x":null}}])");
}

TEST_CASE("a JSON value keeps the order of its keys") {
    CHECK(written(json{{"b", 1}, {"a", json::array({1, 2.5, "x"})}}) == R"({"b":1,"a":[1,2.5,"x"]})");
}

TEST_CASE("a plain struct is an object with its fields in order") {
    CHECK(written(point{1.5, 2}) == R"({"x":1.5,"y":2})");
    CHECK(written(shape{"line", {{0, 0}, {1, 1}}, std::nullopt, json{{"a", 1}}}) ==
          R"({"name":"line","corners":[{"x":0.0,"y":0},{"x":1.0,"y":1}],"centre":null,"extra":{"a":1}})");
    CHECK(written(shape{"dot", {}, point{}, nullptr}) ==
          R"({"name":"dot","corners":[],"centre":{"x":0.0,"y":2},"extra":null})");
}

TEST_CASE("what has no JSON is refused") {
    CHECK_THROWS_AS(written(std::nan("")), std::invalid_argument);
    STATIC_REQUIRE_FALSE(json_writable<no_json>);
    STATIC_REQUIRE_FALSE(json_writable<std::vector<no_json>>);
    STATIC_REQUIRE(json_writable<std::vector<std::map<std::string, std::optional<int>>>>);
}
