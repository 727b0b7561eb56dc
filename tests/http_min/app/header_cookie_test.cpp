// header<> and cookie<>: the other places where a client says something.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

template <class Parameter>
test_answer with(std::string headers) {
    app api;
    api.get<"/">([](Parameter p) -> rt::task<typename Parameter::value_type> { co_return *p; });
    test_client client(api);
    client.set_headers(std::move(headers));
    return client.get("/");
}

}  // namespace

TEST_CASE("an underscore of the name is a hyphen of the header, in any case of letters") {
    CHECK(with<header<"x_token">>("X-TOKEN: secret\r\n").body == R"("secret")");
    CHECK(with<header<"x_token", std::optional<std::string>>>("x_token: other\r\n").body == "null");
    CHECK(with<header<"x_level", int, def<1>, ge<0>>>("").body == "1");
}

TEST_CASE("a list takes every line of a header") {
    CHECK(
        with<header<"x_token", std::vector<std::string>>>("X-Token: a\r\nOther: x\r\nx-token: b\r\n").body ==
        R"(["a","b"])");
}

TEST_CASE("a header that is missing or wrong is told by its own spelling") {
    CHECK(
        with<header<"x_token">>("").body ==
        R"({"detail":[{"type":"missing","loc":["header","x-token"],"msg":"Field required","input":null}]})");
    CHECK(
        with<header<"x_level", int, def<1>, ge<0>>>("X-Level: -1\r\n").body ==
        R"({"detail":[{"type":"greater_than_equal","loc":["header","x-level"],"msg":"Input should be greater than or )"
        R"(equal to 0","input":"-1","ctx":{"ge":0}}]})");
}

TEST_CASE("a cookie: the last of its name, unquoted") {
    CHECK(with<cookie<"ads_id">>("Cookie: a=b; ads_id=x\r\nCookie: ads_id = y ;c\r\n").body == R"("y")");
    CHECK(with<cookie<"ads_id">>("Cookie: ads_id=\"a\\\"b\\303\\244\"\r\n").body == R"("a\"bä")");
    CHECK(with<cookie<"visits", int, def<0>>>("Cookie: other=1\r\n").body == "0");
    CHECK(with<cookie<"visits", int>>("Cookie: visits=x\r\n").status == 422);
}

TEST_CASE("a header that is not UTF-8 is refused or repaired, and is never an error of the server") {
    CHECK(with<header<"x_level", int>>("X-Level: \xff\r\n").status == 422);
}

TEST_CASE("an alias is the name that counts outside") {
    app api;
    api.get<"/">([](query<"q", std::string, alias<"item-query">, min_length<3>, title<"Search text">> q)
                     -> rt::task<std::string> { co_return *q; });
    test_client client(api);
    CHECK(client.get("/?item-query=abc").body == R"("abc")");
    CHECK(
        client.get("/?q=abc").body ==
        R"({"detail":[{"type":"missing","loc":["query","item-query"],"msg":"Field required","input":null}]})");
}
