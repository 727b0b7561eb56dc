// from_text: what text is taken for a number, a truth value, a string.
#include <cstdint>
#include <http_min/app/from_text.hpp>
#include <limits>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// The value, or the type of what is wrong.
template <class T>
std::string read(std::string_view text) {
    T value{};
    if (const auto wrong = from_text(text, value)) return std::string(wrong->type);
    return to_text(json(value));
}

}  // namespace

TEST_CASE("an integer may have a sign, leading zeros and blanks around") {
    CHECK(read<int>("42") == "42");
    CHECK(read<int>("-42") == "-42");
    CHECK(read<int>("+42") == "42");
    CHECK(read<int>("0042") == "42");
    CHECK(read<int>(" \t42\n") == "42");
    CHECK(read<int>("-0") == "0");
    CHECK(read<int>("00") == "0");
    CHECK(read<unsigned>("-0") == "0");
}

TEST_CASE("anything else is no integer") {
    for (const char* text :
         {"", " ", "abc", "4.2", "4.0", "1e3", "0x10", "1_000", "--1", "+-1", "4 2", "- 1", "\xd9\xa3"})
        CHECK(read<int>(text) == "int_parsing");
}

TEST_CASE("an integer is exact up to the limits of its type, and never wraps") {
    CHECK(read<std::int64_t>("9223372036854775807") == "9223372036854775807");
    CHECK(read<std::int64_t>("-9223372036854775808") == "-9223372036854775808");
    CHECK(read<std::int64_t>("0000000000000000000000009223372036854775807") == "9223372036854775807");
    CHECK(read<std::int64_t>("9223372036854775808") == "int_parsing_size");
    CHECK(read<std::int64_t>("-9223372036854775809") == "int_parsing_size");
    CHECK(read<std::int64_t>("18446744073709551616") == "int_parsing_size");
    CHECK(read<std::int64_t>(std::string(10'000, '9')) == "int_parsing_size");
    CHECK(read<std::uint64_t>("18446744073709551615") == "18446744073709551615");
    CHECK(read<std::uint64_t>("18446744073709551616") == "int_parsing_size");
    CHECK(read<std::uint64_t>("-1") == "int_parsing_size");
    CHECK(read<std::int8_t>("-128") == "-128");
    CHECK(read<std::int8_t>("128") == "int_parsing_size");
    CHECK(read<int>("4294967338") == "int_parsing_size");
}

TEST_CASE("a float is decimal or has an exponent") {
    CHECK(read<double>("1e3") == "1000.0");
    CHECK(read<double>("2.5") == "2.5");
    CHECK(read<double>(" -2.5E-1 ") == "-0.25");
    CHECK(read<double>("+7") == "7.0");
    CHECK(read<double>(".5") == "0.5");
    CHECK(read<double>("5.") == "5.0");
    for (const char* text :
         {"", "abc", "1,5", "nan", "inf", "-inf", "+-1", "--1", "0x1p3", "1e", "1e999", "2.5x", "."})
        CHECK(read<double>(text) == "float_parsing");
}

TEST_CASE("a truth value is one of twelve words in any case") {
    for (const char* text : {"true", "1", "yes", "on", "t", "y", "True", "YES", "oN"})
        CHECK(read<bool>(text) == "true");
    for (const char* text : {"false", "0", "no", "off", "f", "n", "FALSE", "Off"})
        CHECK(read<bool>(text) == "false");
    for (const char* text : {"", "2", "maybe", " true", "truee", "ja"})
        CHECK(read<bool>(text) == "bool_parsing");
}

TEST_CASE("a string is as it is") {
    CHECK(read<std::string>(" a b ") == R"(" a b ")");
    CHECK(read<std::string>("") == R"("")");
}

TEST_CASE("an optional is read as its value") {
    CHECK(read<std::optional<int>>("7") == "7");
    CHECK(read<std::optional<int>>("x") == "int_parsing");
}
