// validation: what a client is told about values that do not fit, byte by byte.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

template <class Parameter>
app with() {
    app api;
    api.get<"/">([](Parameter) -> rt::task<json> { co_return nullptr; });
    return api;
}

template <class Parameter>
std::string complaint(std::string_view target) {
    const app api = with<Parameter>();
    const test_answer answer = test_client(api).get(target);
    CHECK(answer.status == 422);
    CHECK(answer.header("content-type") == "application/json");
    return answer.body;
}

}  // namespace

TEST_CASE("an integer that is none") {
    app api;
    api.get<"/typed/int/{value}">([](path<"value", int> value) -> rt::task<json> { co_return json(*value); });
    CHECK(
        test_client(api).get("/typed/int/foo").body ==
        R"({"detail":[{"type":"int_parsing","loc":["path","value"],"msg":"Input should be a valid integer, unable )"
        R"(to parse string as an integer","input":"foo"}]})");
}

TEST_CASE("a float that is none") {
    CHECK(
        complaint<query<"f", double>>("/?f=x") ==
        R"({"detail":[{"type":"float_parsing","loc":["query","f"],"msg":"Input should be a valid number, unable to )"
        R"(parse string as a number","input":"x"}]})");
}

TEST_CASE("a truth value that is none") {
    CHECK(
        complaint<query<"b", bool>>("/?b=maybe") ==
        R"({"detail":[{"type":"bool_parsing","loc":["query","b"],"msg":"Input should be a valid boolean, unable to )"
        R"(interpret input","input":"maybe"}]})");
}

TEST_CASE("a value that is missing") {
    CHECK(complaint<query<"q">>("/") ==
          R"({"detail":[{"type":"missing","loc":["query","q"],"msg":"Field required","input":null}]})");
    CHECK(complaint<query<"q", std::vector<int>>>("/") ==
          R"({"detail":[{"type":"missing","loc":["query","q"],"msg":"Field required","input":null}]})");
}

TEST_CASE("a value beyond a limit shows the limit, and the input as it came") {
    CHECK(
        complaint<query<"limit", int, def<10>, ge<1>, le<100>>>("/?limit=+0101") ==
        R"({"detail":[{"type":"less_than_equal","loc":["query","limit"],"msg":"Input should be less than or equal )"
        R"(to 100","input":" 0101","ctx":{"le":100}}]})");
}

TEST_CASE("a default is not held against the limits, and a value is no default") {
    const app api = with<query<"limit", int, def<0>, ge<1>>>();
    CHECK(test_client(api).get("/").status == 200);
    CHECK(test_client(api).get("/?limit=0").status == 422);
}

TEST_CASE("each wrong element of a list is named by its index") {
    CHECK(
        complaint<query<"n", std::vector<int>>>("/?n=1&n=x&n=3&n=y") ==
        R"({"detail":[{"type":"int_parsing","loc":["query","n",1],"msg":"Input should be a valid integer, unable )"
        R"(to parse string as an integer","input":"x"},)"
        R"({"type":"int_parsing","loc":["query","n",3],"msg":"Input should be a valid integer, unable )"
        R"(to parse string as an integer","input":"y"}]})");
}

TEST_CASE("all errors are collected: those of the path first, then in the order of declaration") {
    app api;
    bool called = false;
    api.get<"/{a}/{b}">(
        [&called](query<"z", int> z, path<"b", int> b, query<"y"> y, path<"a", bool> a) -> rt::task<json> {
            called = true;
            co_return json{*z, *b, *y, *a};
        });
    const json errors = test_client(api).get("/1/x?z=4.2").json()["detail"];
    REQUIRE(errors.size() == 3);
    CHECK(errors[0]["loc"] == json{"path", "b"});
    CHECK(errors[1]["loc"] == json{"query", "z"});
    CHECK(errors[2]["loc"] == json{"query", "y"});
    CHECK_FALSE(called);
}

TEST_CASE("a wrong method is told before wrong values") {
    const app api = with<query<"q", int>>();
    CHECK(test_client(api).send("POST", "/?q=x").status == 405);
}
