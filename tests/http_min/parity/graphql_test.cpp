// SPEC.md "GraphQL": one endpoint, and always a 200.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

answer ask(transport& app, std::string_view query, std::string_view variables = "null") {
    const http_min::json body{{"query", query}, {"variables", http_min::json::parse(variables)}};
    answer a = app.post("/graphql", body.dump());
    CHECK(a.status == 200);
    return a;
}

// The data in `body`, without {"data": }.
std::string data(transport& app, std::string_view query, std::string_view variables = "null") {
    return ask(app, query, variables).json()["data"].dump();
}

bool is_error(transport& app, std::string_view query) {
    const auto a = ask(app, query).json();
    return a["data"].is_null() && a["errors"][0]["message"].is_string();
}

}  // namespace

TEST_CASE("a query's fields come in its own order, under their aliases") {
    over_each_transport([](transport& app) {
        CHECK(data(app, "{ version hello }") == R"({"version":"1.0","hello":"Hello World"})");
        CHECK(data(app, R"(query Q { b: hello(name: "Ada"), a: version })") ==
              R"({"b":"Hello Ada","a":"1.0"})");
        CHECK(data(app, "{item(id:1){price name id}}") ==
              R"({"item":{"price":12.5,"name":"hammer","id":1}})");
        CHECK(data(app, "{ item(id: 3) { id } }") == R"({"item":null})");
    });
}

TEST_CASE("variables stand for arguments") {
    over_each_transport([](transport& app) {
        CHECK(data(app, "query Q($i: Int! = 1, $n: String) { item(id: $i) { name } hello(name: $n) }",
                   R"({"i":2,"n":"Bo"})") == R"({"item":{"name":"nail"},"hello":"Hello Bo"})");
    });
}

TEST_CASE("what is wrong with a query is one message, and no data") {
    over_each_transport([](transport& app) {
        for (const char* wrong :
             {"", "{", "{}", "{ version", "{ nothing }", "{ item { id } }", "{ item(id: \"1\") { id } }",
              "{ item(id: 1) }", "{ item(id: 1) {} }", "{ item(id: 1) { nothing } }",
              "{ item(id: 9) { nothing } }", "{ version { x } }", "{ hello(nome: \"x\") }",
              "{ hello(name: 1) }", "mutation { version }", "{ version } x", "{ hello(name: \"x) }",
              "{ item(id: 99999999999999999999) { id } }"})
            CHECK(is_error(app, wrong));
        CHECK(is_error(app, std::string(100'000, '{')));
    });
}
