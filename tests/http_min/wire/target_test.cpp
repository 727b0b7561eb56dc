// target_test.cpp -- the forms of a request-target.
#include <http_min/wire/target.hpp>
#include <optional>

#include "support/catch.hpp"

using namespace http_min::wire;

namespace {

std::optional<request_target> parse(std::string_view method, std::string_view text) {
    request_target target;
    target.text = text;
    if (!parse_target(method, target)) return std::nullopt;
    return target;
}

}  // namespace

TEST_CASE("origin-form is a path and perhaps a query") {
    const auto target = parse("GET", "/a/b?c=d?e");
    REQUIRE(target);
    CHECK(target->form == target_form::origin);
    CHECK(target->path == "/a/b");
    CHECK(target->query == "c=d?e");
    CHECK(parse("GET", "//x")->path == "//x");
    CHECK(parse("GET", "/?")->query.empty());
}

TEST_CASE("absolute-form names its host") {
    const auto target = parse("GET", "HTTP://Host:8000/p?q");
    REQUIRE(target);
    CHECK(target->form == target_form::absolute);
    CHECK(target->authority == "Host:8000");
    CHECK(target->path == "/p");
    CHECK(target->query == "q");
    CHECK(parse("GET", "https://[::1]:1")->authority == "[::1]:1");
    CHECK(parse("GET", "http://x")->path == "/");
    CHECK(parse("GET", "http://x?q")->path == "/");
    CHECK(parse("GET", "http://x?q")->query == "q");
    CHECK(!parse("GET", "http://:80/"));
    CHECK(!parse("GET", "http:/x"));
}

TEST_CASE("an asterisk is for OPTIONS, an authority for CONNECT") {
    CHECK(parse("OPTIONS", "*")->form == target_form::asterisk);
    CHECK(parse("OPTIONS", "*")->path.empty());
    CHECK(parse("CONNECT", "x:443")->authority == "x:443");
    CHECK(!parse("GET", "*"));
    CHECK(!parse("OPTIONS", "**"));
    CHECK(!parse("GET", "x:443"));
    CHECK(!parse("CONNECT", "x:"));
}
