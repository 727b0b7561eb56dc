// target_test.cpp -- the forms of a request-target.
#include <http_min/wire/target.hpp>

#include "support/catch.hpp"

using namespace http_min::wire;

TEST_CASE("origin-form is a path and perhaps a query") {
    const auto target = parse_target("GET", "/a/b?c=d?e");
    REQUIRE(target);
    CHECK(target->form == target_form::origin);
    CHECK(target->path == "/a/b");
    CHECK(target->query == "c=d?e");
    CHECK(parse_target("GET", "//x")->path == "//x");
    CHECK(parse_target("GET", "/?")->query.empty());
}

TEST_CASE("absolute-form names its host") {
    const auto target = parse_target("GET", "HTTP://Host:8000/p?q");
    REQUIRE(target);
    CHECK(target->form == target_form::absolute);
    CHECK(target->authority == "Host:8000");
    CHECK(target->path == "/p");
    CHECK(target->query == "q");
    CHECK(parse_target("GET", "https://[::1]:1")->authority == "[::1]:1");
    CHECK(parse_target("GET", "http://x")->path == "/");
    CHECK(parse_target("GET", "http://x?q")->path == "/");
    CHECK(parse_target("GET", "http://x?q")->query == "q");
    CHECK(!parse_target("GET", "http://:80/"));
    CHECK(!parse_target("GET", "http:/x"));
}

TEST_CASE("an asterisk is for OPTIONS, an authority for CONNECT") {
    CHECK(parse_target("OPTIONS", "*")->form == target_form::asterisk);
    CHECK(parse_target("OPTIONS", "*")->path.empty());
    CHECK(parse_target("CONNECT", "x:443")->authority == "x:443");
    CHECK(!parse_target("GET", "*"));
    CHECK(!parse_target("OPTIONS", "**"));
    CHECK(!parse_target("GET", "x:443"));
    CHECK(!parse_target("CONNECT", "x:"));
}
