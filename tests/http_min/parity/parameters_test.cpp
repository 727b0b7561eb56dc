// SPEC.md "Paths", "Query", "Headers, cookies, request": R7, R10 to R13, R15, R18, R19.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

// The errors of a 422, each as "type loc/loc".
std::vector<std::string> errors_of(const answer& a) {
    CHECK(a.status == 422);
    std::vector<std::string> all;
    for (const auto& error : a.detail()) {
        std::string text = error["type"];
        for (const auto& part : error["loc"])
            text += " " + (part.is_string() ? part.get<std::string>() : part.dump());
        all.push_back(text);
    }
    return all;
}

using list = std::vector<std::string>;

}  // namespace

TEST_CASE("a path parameter is converted to its type") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/typed/int/+007").json()["value"] == 7);
        CHECK(app.get("/typed/int/%20-3%20").json()["value"] == -3);
        CHECK(errors_of(app.get("/typed/int/4.2")) == list{"int_parsing path value"});
        CHECK(app.get("/typed/float/1e3").json()["value"] == 1000.0);
        CHECK(errors_of(app.get("/typed/float/x")) == list{"float_parsing path value"});
        for (const char* yes : {"true", "1", "YES", "on", "t", "y"})
            CHECK(app.get(std::string("/typed/bool/") + yes).json()["value"] == true);
        for (const char* no : {"false", "0", "No", "OFF", "f", "n"})
            CHECK(app.get(std::string("/typed/bool/") + no).json()["value"] == false);
        CHECK(errors_of(app.get("/typed/bool/2")) == list{"bool_parsing path value"});
        CHECK(app.get("/typed/str/a%20b+%C3%A9").json()["value"] == "a b+é");
    });
}

TEST_CASE("an integer beyond 64 bits is exact or refused, never wrapped") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/typed/int/18446744073709551617");
        CHECK((a.status == 422 || a.body == R"({"value":18446744073709551617})"));
    });
}

TEST_CASE("the first limit that fails is told, in pydantic's words") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/typed/range/1000").status == 200);
        CHECK(
            app.get("/typed/range/0").body ==
            R"({"detail":[{"type":"greater_than","loc":["path","value"],"msg":"Input should be greater than 0",)"
            R"("input":"0","ctx":{"gt":0}}]})");
        CHECK(errors_of(app.get("/typed/range/1001")) == list{"less_than_equal path value"});
    });
}

TEST_CASE("routes are tried in order, and a path converter takes slashes and nothing") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/people/me").json()["user_id"] == "you");
        CHECK(app.get("/people/ada").json()["user_id"] == "ada");
        CHECK(app.get("/people/a%2Fb").status == 404);
        CHECK(app.get("/people/ada/posts/3").body == R"({"user_id":"ada","post_id":3})");
        CHECK(app.get("/files/a/b//c.txt").json()["file_path"] == "a/b//c.txt");
        CHECK(app.get("/files/").json()["file_path"] == "");
        CHECK(app.get("/colors/red").body == R"({"color":"red","is_red":true})");
        CHECK(errors_of(app.get("/colors/Red")) == list{"enum path color"});
    });
}

TEST_CASE("query parameters have defaults, limits and aliases, and all errors come at once") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/query/page").body == R"({"skip":0,"limit":10})");
        CHECK(app.get("/query/page?limit=5&limit=7&x=1").body == R"({"skip":0,"limit":7})");
        CHECK(errors_of(app.get("/query/page?skip=-1&limit=101")) ==
              list{"greater_than_equal query skip", "less_than_equal query limit"});
        CHECK(app.get("/query/search?item-query=abc").body == R"({"q":"abc","old":null})");
        CHECK(errors_of(app.get("/query/search?q=abc")) == list{"missing query item-query"});
        CHECK(errors_of(app.get("/query/search?item-query=ab")) == list{"string_too_short query item-query"});
        CHECK(errors_of(app.get("/query/search?item-query=ABC")) ==
              list{"string_pattern_mismatch query item-query"});
        CHECK(app.get("/query/mixed?needy=").body == R"({"needy":"","flag":false,"ratio":0.5,"opt":null})");
        CHECK(errors_of(app.get("/query/mixed?flag=2&ratio=1&opt=")) ==
              list{"missing query needy", "bool_parsing query flag", "less_than query ratio",
                   "int_parsing query opt"});
    });
}

TEST_CASE("a list takes every value, its default when there is none") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/query/list").body == R"({"tag":[],"n":[1,2]})");
        CHECK(app.get("/query/list?tag=a+b&n=3&tag=%26").body == R"({"tag":["a b","&"],"n":[3]})");
        CHECK(errors_of(app.get("/query/list?n=1&n=x")) == list{"int_parsing query n 1"});
    });
}

TEST_CASE("headers match in any case, an underscore is a hyphen, a list takes every line") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/headers", "USER-AGENT: me\r\nX-Token: a\r\nx-token: b\r\nX-Level: 2\r\n").body ==
              R"({"user_agent":"me","x_token":["a","b"],"x_level":2})");
        CHECK(app.get("/headers", "x_token: a\r\n").json()["x_token"] == nullptr);
        CHECK(errors_of(app.get("/headers", "X-Level: -1\r\n")) == list{"greater_than_equal header x-level"});
    });
}

TEST_CASE("cookies may be quoted, and have defaults") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/cookies").body == R"({"ads_id":null,"visits":0})");
        CHECK(app.get("/cookies", "Cookie: ads_id=\"a b\"; visits=3\r\n").body ==
              R"({"ads_id":"a b","visits":3})");
        CHECK(errors_of(app.get("/cookies", "Cookie: visits=x\r\n")) == list{"int_parsing cookie visits"});
    });
}

TEST_CASE("a handler can ask for the request itself") {
    over_each_transport([](transport& app) {
        const auto info = app.get("/request-info?a=%20b").json();
        CHECK(info["method"] == "GET");
        CHECK(info["path"] == "/request-info");
        CHECK(info["query"] == "a=%20b");
        CHECK(info["host"] == "testserver");
        CHECK(info["scheme"] == "http");
    });
}
