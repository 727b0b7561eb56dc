// path_pattern: a route's path taken apart and held against others.
#include <http_min/app/path_pattern.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

std::optional<path_values> match(std::string_view pattern, std::string_view path) {
    path_values values;
    if (!path_pattern(pattern).match(path, values)) return std::nullopt;
    return values;
}

constexpr pattern_problem problem(std::string_view pattern) { return path_pattern(pattern).problem(); }

}  // namespace

TEST_CASE("a pattern without names fits its own text only") {
    CHECK(match("/", "/"));
    CHECK(match("/a/b", "/a/b"));
    for (const char* other : {"", "/", "/a", "/a/b/", "/a/bc", "//a/b", "/A/b", "a/b"})
        CHECK_FALSE(match("/a/b", other));
}

TEST_CASE("a name takes one segment that is not empty") {
    CHECK(match("/items/{id}", "/items/42")->find("id") == "42");
    for (const char* other : {"/items/", "/items", "/items/4/2", "/items/42/"})
        CHECK_FALSE(match("/items/{id}", other));
}

TEST_CASE("several names take their segments in order") {
    const auto values = match("/people/{user}/posts/{post}", "/people/ada/posts/7");
    REQUIRE(values);
    CHECK(values->find("user") == "ada");
    CHECK(values->find("post") == "7");
    CHECK(values->find("nobody") == std::nullopt);
}

TEST_CASE("a rest takes slashes, and nothing") {
    CHECK(match("/files/{p:path}", "/files/a/b")->find("p") == "a/b");
    CHECK(match("/files/{p:path}", "/files/")->find("p") == "");
    CHECK(match("/{p:path}", "/")->find("p") == "");
    CHECK_FALSE(match("/files/{p:path}", "/files"));
}

TEST_CASE("what follows a rest is found from behind") {
    const auto values = match("/{user}/tree/{p:path}/at/{line}", "/ada/tree/src/at/x/at/7");
    REQUIRE(values);
    CHECK(values->find("user") == "ada");
    CHECK(values->find("p") == "src/at/x");
    CHECK(values->find("line") == "7");
    CHECK(match("/tree/{p:path}/end", "/tree//end")->find("p") == "");
    CHECK_FALSE(match("/tree/{p:path}/end", "/tree/end"));
    CHECK_FALSE(match("/tree/{p:path}/at/{line}", "/tree/x/at/"));
}

TEST_CASE("a pattern that cannot be meant says why") {
    STATIC_REQUIRE(problem("/items/{id}") == pattern_problem::none);
    STATIC_REQUIRE(problem("items") == pattern_problem::no_slash);
    STATIC_REQUIRE(problem("") == pattern_problem::no_slash);
    for (const char* text : {"/{}", "/{id", "/id}", "/{{id}}", "/{:path}"})
        CHECK(problem(text) == pattern_problem::brace);
    for (const char* text : {"/a{id}", "/{id}b", "/{a}{b}", "/x-{a}"})
        CHECK(problem(text) == pattern_problem::not_alone);
    CHECK(problem("/{id:int}") == pattern_problem::converter);
    CHECK(problem("/{a:path}/{b:path}") == pattern_problem::two_rests);
    CHECK(problem("/{a}/{a}") == pattern_problem::same_name);
    CHECK(problem("/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}") == pattern_problem::none);
    CHECK(problem("/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}") == pattern_problem::too_many);
}
