// parse_json: what clients send, read without trust.
#include <http_min/wire/parse_json.hpp>
#include <string>

#include "support/catch.hpp"

using namespace http_min;

namespace {

std::size_t refused_at(std::string_view text) {
    try {
        static_cast<void>(parse_json(text));
    } catch (const json_error& e) {
        CHECK_FALSE(std::string(e.what()).empty());
        return e.position;
    }
    return std::string_view::npos;
}

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

TEST_CASE("values come back as they were written, keys in their order") {
    for (const std::string_view text : {R"({"b":1,"a":[true,null,"x",-2.5],"c":{}})", "18446744073709551615",
                                        "-9223372036854775808", R"("ä")"})
        CHECK(to_text(parse_json(text)) == text);
}

TEST_CASE("of a repeated key the last value counts, also among many keys") {
    CHECK(to_text(parse_json(R"({"a":1,"b":2,"a":3})")) == R"({"a":3,"b":2})");
    std::string many = "{";
    for (int i = 0; i < 100; ++i) many += "\"k" + std::to_string(i % 50) + "\":" + std::to_string(i) + ",";
    many.back() = '}';
    const json read = parse_json(many);
    CHECK(read.size() == 50);
    CHECK(read["k7"] == 57);
}

TEST_CASE("an integer beyond 64 bits keeps its digits") {
    const json big = parse_json("[18446744073709551616,-9223372036854775809]");
    CHECK(is_big_integer(big[0]));
    CHECK(big_integer_text(big[0]) == "18446744073709551616");
    CHECK(to_text(big) == "[18446744073709551616,-9223372036854775809]");
    CHECK(parse_json("1e30").is_number_float());
}

TEST_CASE("what is no JSON is refused, and the place is told") {
    CHECK(refused_at("") == 0);
    CHECK(refused_at(R"({"a": })") == 6);
    CHECK(refused_at("[1,]") == 3);
    CHECK(refused_at("[1] x") == 4);
    CHECK(refused_at("{'a':1}") == 1);
    CHECK(refused_at("nul") <= 3);
    CHECK(refused_at("\"\xff\"") <= 3);
    CHECK(refused_at("[NaN]") <= 5);
    CHECK(refused_at("1e999") <= 5);
    // A NUL is no end of the text.
    CHECK(refused_at(std::string_view("{}\0", 3)) == 2);
    CHECK(refused_at(std::string_view("[1]\0[2]", 7)) == 3);
}

TEST_CASE("what is said about broken JSON is short, however long the text") {
    for (const std::string& text :
         {'"' + std::string(100'000, 'x'), std::string(100'000, '9') + "1e9",
          "[1}" + std::string(99'000, 'x'), "\"" + std::string(50'000, 'y') + "\xff\""}) {
        try {
            static_cast<void>(parse_json(text));
            FAIL("it was read");
        } catch (const json_error& wrong) {
            CHECK(std::string_view(wrong.what()).size() < 200);
        }
    }
}

TEST_CASE("a text that is nested too deep is refused before it costs anything") {
    CHECK_NOTHROW(parse_json(nested(static_cast<std::size_t>(max_json_depth))));
    CHECK_THROWS_AS(parse_json(nested(static_cast<std::size_t>(max_json_depth) + 1)), json_too_deep);
    CHECK_THROWS_AS(parse_json(std::string(1'000'000, '[')), json_too_deep);
}
