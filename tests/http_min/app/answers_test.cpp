// The ways to say an answer: text, redirects, cookies, statuses.
#include <http_min/app/html_escape.hpp>
#include <http_min/app/with_status.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

template <class Handler>
test_answer answer_of(Handler handler, const route_options& options = {}) {
    app api;
    api.get<"/">(std::move(handler), options);
    return test_client(api, {.follow_redirects = false}).get("/");
}

std::string cookie_of(std::string_view name, std::string_view value, const cookie_options& options = {}) {
    response out;
    set_cookie(out, name, value, options);
    return std::string(*out.headers.find("set-cookie"));
}

}  // namespace

TEST_CASE("text of every kind says what it is") {
    CHECK(answer_of([] { return text("plain ✓"); }).header("content-type") == "text/plain; charset=utf-8");
    CHECK(answer_of([] { return html("<h1>Hi</h1>"); }).header("content-type") == "text/html; charset=utf-8");
    CHECK(answer_of([] { return xml("<a/>"); }).header("content-type") == "application/xml");
    const test_answer csv = answer_of([] { return content("a,b", "text/csv; charset=utf-8"); });
    CHECK(csv.header("content-type") == "text/csv; charset=utf-8");
    CHECK(csv.body == "a,b");
}

TEST_CASE("the status is the route's, unless the answer has its own") {
    CHECK(answer_of([] { return text("x"); }, {.status = 202}).status == 202);
    CHECK(answer_of([] { return text("x", 418); }, {.status = 202}).status == 418);
    const test_answer made = answer_of([] { return with_status(201, json{{"id", 1}}); });
    CHECK(made.status == 201);
    CHECK(made.body == R"({"id":1})");
    CHECK(made.header("content-type") == "application/json");
}

TEST_CASE("a redirect is a 307 unless told otherwise, and has no body") {
    const test_answer answer = answer_of([] { return redirect("/ping"); });
    CHECK(answer.status == 307);
    CHECK(answer.header("location") == "/ping");
    CHECK(answer.body.empty());
    CHECK(answer_of([] { return redirect("/ping", 303); }).status == 303);
    CHECK(answer_of([] { return redirect("/a b?q=ü&r=%20#x"); }).header("location") ==
          "/a%20b?q=%C3%BC&r=%20#x");
}

TEST_CASE("headers and cookies of the prepared response go out with the handler's value") {
    const test_answer answer = answer_of([](response& out) {
        out.headers.set("x-answer", "42");
        set_cookie(out, "flavour", "mint", {.max_age = 60, .http_only = true});
        set_cookie(out, "size", "xl");
        return json{{"ok", true}};
    });
    CHECK(answer.header("x-answer") == "42");
    std::vector<std::string> cookies;
    for (const auto [name, value] : answer.headers.view())
        if (name == "set-cookie") cookies.emplace_back(value);
    CHECK(cookies == std::vector<std::string>{"flavour=mint; HttpOnly; Max-Age=60; Path=/; SameSite=lax",
                                              "size=xl; Path=/; SameSite=lax"});
}

TEST_CASE("a cookie says all its attributes in the order of their names") {
    CHECK(cookie_of("a", "b",
                    {.max_age = 1,
                     .expires = "Thu, 01 Jan 1970 00:00:00 GMT",
                     .path = "/x",
                     .domain = "example.org",
                     .same_site = "strict",
                     .secure = true,
                     .http_only = true}) ==
          "a=b; Domain=example.org; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Max-Age=1; Path=/x; "
          "SameSite=strict; Secure");
}

TEST_CASE("a value that no cookie may hold is quoted, and read again as it was") {
    CHECK(cookie_of("a", "two words").starts_with("a=\"two words\"; "));
    CHECK(cookie_of("a", "x;y\"z\\").starts_with(R"(a="x\073y\"z\\"; )"));
    app api;
    api.get<"/set">([](response& out) { set_cookie(out, "a", "Zoë; \"x\""); });
    api.get<"/get">([](cookie<"a", std::string> a) { return *a; });
    test_client client(api);
    client.get("/set");
    CHECK(client.get("/get").json() == "Zoë; \"x\"");
}

TEST_CASE("to delete a cookie is to set it with its time over") {
    response out;
    delete_cookie(out, "a");
    const std::string line(*out.headers.find("set-cookie"));
    CHECK(line.starts_with("a=\"\"; expires="));
    CHECK(line.ends_with(" GMT; Max-Age=0; Path=/; SameSite=lax"));
}

TEST_CASE("a cookie that would break the header is refused") {
    response out;
    CHECK_THROWS_AS(set_cookie(out, "a b", "c"), std::invalid_argument);
    CHECK_THROWS_AS(set_cookie(out, "a", "c", {.path = "/; HttpOnly"}), std::invalid_argument);
}

TEST_CASE("html_escape leaves nothing that HTML would take for its own") {
    CHECK(html_escape("a<b> & \"c\" 'd' \xc3\xa9") ==
          "a&lt;b&gt; &amp; &quot;c&quot; &#x27;d&#x27; \xc3\xa9");
}
