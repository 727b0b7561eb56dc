// parameters: how path and query reach a handler.
#include <cstdint>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

enum class color { red, green, blue };

// What a handler with this one query parameter returns for a query string: the value, or the status.
template <class Query>
std::string given(std::string_view query_string) {
    app api;
    api.get<"/">([](Query q) -> rt::task<json> { co_return json(*q); });
    const test_answer answer = test_client(api).get("/?" + std::string(query_string));
    return answer.status == 200 ? answer.body : std::to_string(answer.status);
}

}  // namespace

TEST_CASE("path parameters are typed and taken by name, in any order") {
    app api;
    api.get<"/people/{user_id}/posts/{post_id}">(
        [](path<"post_id", int> post, path<"user_id"> user) -> rt::task<json> {
            co_return json{{"user_id", *user}, {"post_id", *post}};
        });
    CHECK(test_client(api).get("/people/ada/posts/007").body == R"({"user_id":"ada","post_id":7})");
}

TEST_CASE("a query parameter is required unless it has a default or is an optional") {
    CHECK(given<query<"q">>("q=x") == R"("x")");
    CHECK(given<query<"q">>("") == "422");
    CHECK(given<query<"q", std::string, def<"none">>>("") == R"("none")");
    CHECK(given<query<"q", int, def<10>>>("q=3") == "3");
    CHECK(given<query<"q", int, def<10>>>("") == "10");
    CHECK(given<query<"q", std::optional<int>>>("") == "null");
    CHECK(given<query<"q", std::optional<int>>>("q=3") == "3");
    CHECK(given<query<"q", std::optional<int>, def<4>>>("") == "4");
}

TEST_CASE("a key without a value is the empty text and not the default") {
    CHECK(given<query<"q", std::string, def<"none">>>("q") == R"("")");
    CHECK(given<query<"q", std::string, def<"none">>>("q=") == R"("")");
    CHECK(given<query<"q", int, def<10>>>("q=") == "422");
    CHECK(given<query<"q", std::optional<int>>>("q=") == "422");
}

TEST_CASE("of a repeated key the last counts") {
    CHECK(given<query<"q", int>>("q=1&q=2&p=3") == "2");
    CHECK(given<query<"q", int>>("q=x&q=2") == "2");
}

TEST_CASE("a list takes all values of its key") {
    CHECK(given<query<"t", std::vector<std::string>, def<>>>("t=a&x=b&t=&t=c") == R"(["a","","c"])");
    CHECK(given<query<"t", std::vector<std::string>, def<>>>("") == "[]");
    CHECK(given<query<"n", std::vector<int>, def<1, 2>>>("") == "[1,2]");
    CHECK(given<query<"n", std::vector<int>, def<1, 2>>>("n=7") == "[7]");
    CHECK(given<query<"n", std::vector<int>>>("") == "422");
    CHECK(given<query<"b", std::vector<bool>>>("b=on&b=0") == "[true,false]");
}

TEST_CASE("a list that may be absent is null then, and not empty") {
    using list = query<"tag", std::optional<std::vector<std::string>>>;
    CHECK(given<list>("") == "null");
    CHECK(given<list>("tag=a&tag=b") == R"(["a","b"])");
    CHECK(given<query<"n", std::optional<std::vector<int>>>>("n=1&n=x") == "422");
}

TEST_CASE("an enum is one of its names, in the path too") {
    app api;
    api.get<"/{color}">([](path<"color", color> chosen) -> rt::task<json> { co_return name_of(*chosen); });
    test_client client(api);
    CHECK(client.get("/green").body == R"("green")");
    CHECK(client.get("/Green").body ==
          R"({"detail":[{"type":"enum","loc":["path","color"],"msg":"Input should be 'red', 'green' or 'blue'",)"
          R"("input":"Green","ctx":{"expected":"'red', 'green' or 'blue'"}}]})");
    CHECK(given<query<"c", std::optional<color>>>("c=pink") == "422");
}

TEST_CASE("keys and values are decoded, and unknown keys ignored") {
    CHECK(given<query<"q">>("q=a+b%20c%2Bd%26") == R"("a b c+d&")");
    CHECK(given<query<"a b">>("a+b=1") == R"("1")");
    CHECK(given<query<"q">>("%71=h%C3%A9llo&zzz") == R"("héllo")");
    CHECK(given<query<"q">>("Q=1") == "422");
}

TEST_CASE("a thousand values are no trouble") {
    std::string many;
    for (int i = 0; i < 1'000; ++i) many += "q=7&";
    CHECK(given<query<"q", int>>(many) == "7");
    CHECK(given<query<"q", std::vector<int>>>(many).size() == 2'001);
}

TEST_CASE("a parameter may be taken by const reference") {
    app api;
    api.get<"/{id}">([](const path<"id", std::int64_t>& id, const query<"q">& q) -> rt::task<json> {
        co_return json{*id, *q, q->size()};
    });
    CHECK(test_client(api).get("/9007199254740993?q=abc").body == R"([9007199254740993,"abc",3])");
}

TEST_CASE("the request itself can be asked for") {
    app api;
    api.post<"/anything/{rest:path}">([](request& in, path<"rest"> rest) -> rt::task<json> {
        co_return json{{"method", std::string(in.method())},
                       {"path", std::string(in.path())},
                       {"query", std::string(in.query())},
                       {"host", std::string(in.host())},
                       {"agent", std::string(in.header("User-Agent").value_or("none"))},
                       {"none", in.header("no-such").has_value()},
                       {"body", std::string(in.body())},
                       {"rest", *rest}};
    });
    test_client client(api);
    client.set_headers("user-agent: test\r\n");
    CHECK(client.send("POST", "/anything/a%20b?x=%31", "some bytes").body ==
          R"({"method":"POST","path":"/anything/a b","query":"x=%31","host":"testserver","agent":"test",)"
          R"("none":false,"body":"some bytes","rest":"a b"})");
}

TEST_CASE("the response can be asked for, to set status, headers and cookies") {
    app api;
    api.get<"/">([](response& out) -> rt::task<json> {
        out.status = 201;
        out.headers.add("x-answer", "42");
        out.headers.add("set-cookie", "a=1");
        out.headers.add("set-cookie", "b=2");
        co_return json{{"ok", true}};
    });
    const test_answer answer = test_client(api).get("/");
    CHECK(answer.status == 201);
    CHECK(answer.header("x-answer") == "42");
    CHECK(answer.headers.size() == 4);
    CHECK(answer.body == R"({"ok":true})");
}
