// constraint: limits and defaults as types.
#include <http_min/app/field.hpp>
#include <http_min/app/parameter.hpp>
#include <http_min/app/text_rules.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

template <class... Rules, class T>
std::string judge(T value) {
    const auto wrong = detail::check_all<Rules...>(value);
    if (!wrong) return "fits";
    return std::string(wrong->type) + " | " + wrong->message + " | " + to_text(wrong->context);
}

enum class color { red, green };

}  // namespace

TEST_CASE("a limit that is kept says nothing") {
    CHECK(judge<gt<0>>(1) == "fits");
    CHECK(judge<ge<0>>(0) == "fits");
    CHECK(judge<lt<0>>(-1) == "fits");
    CHECK(judge<le<0>>(0) == "fits");
    CHECK(judge<ge<1>, le<100>>(100) == "fits");
    CHECK(judge(7) == "fits");
}

TEST_CASE("a limit that is broken says so in pydantic's words") {
    CHECK(judge<gt<0>>(0) == R"(greater_than | Input should be greater than 0 | {"gt":0})");
    CHECK(judge<ge<1>>(0) == R"(greater_than_equal | Input should be greater than or equal to 1 | {"ge":1})");
    CHECK(judge<lt<-5>>(-5) == R"(less_than | Input should be less than -5 | {"lt":-5})");
    CHECK(judge<le<100>>(101) ==
          R"(less_than_equal | Input should be less than or equal to 100 | {"le":100})");
}

TEST_CASE("a float's limit is a float in the context and short in the words") {
    CHECK(judge<gt<0>>(0.0) == R"(greater_than | Input should be greater than 0 | {"gt":0.0})");
    CHECK(judge<lt<1.0>>(1.5) == R"(less_than | Input should be less than 1 | {"lt":1.0})");
    CHECK(judge<le<0.5>>(0.75) ==
          R"(less_than_equal | Input should be less than or equal to 0.5 | {"le":0.5})");
}

TEST_CASE("the first broken rule is reported") {
    CHECK(judge<ge<10>, le<5>>(7) ==
          R"(greater_than_equal | Input should be greater than or equal to 10 | {"ge":10})");
}

TEST_CASE("an optional's rules hold for its value") {
    CHECK(judge<ge<1>>(std::optional<int>()) == "fits");
    CHECK(judge<ge<1>>(std::optional<int>(0)).starts_with("greater_than_equal"));
}

TEST_CASE("a default is any literal") {
    CHECK(def<10>::make<int>() == 10);
    CHECK(def<0.5>::make<double>() == 0.5);
    CHECK(def<1>::make<double>() == 1.0);
    CHECK(def<false>::make<bool>() == false);
    CHECK(def<"none">::make<std::string>() == "none");
    CHECK(def<"">::make<std::string>().empty());
    CHECK(def<color::green>::make<color>() == color::green);
    CHECK(def<7>::make<std::optional<int>>() == 7);
    CHECK(def<"x">::make<std::optional<std::string>>() == "x");
}

TEST_CASE("a list's default has any number of elements") {
    CHECK(def<1, 2>::make<std::vector<int>>() == std::vector{1, 2});
    CHECK(def<>::make<std::vector<std::string>>().empty());
    CHECK(def<"a", "bc">::make<std::vector<std::string>>() == std::vector<std::string>{"a", "bc"});
}

TEST_CASE("a field is compared as what it holds") {
    const field<bool, def<false>> done = true;
    const field<int, ge<0>> count = 3;
    const field<std::string, min_length<1>> name = "saw";
    CHECK(done == true);
    CHECK(false != done);
    CHECK(count == 3L);
    CHECK(count < 4);
    CHECK(count == count);
    CHECK(name == "saw");
    CHECK(std::string("axe") != name);
}
