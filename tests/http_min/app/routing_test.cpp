// routing: which route answers, and what is said when none does.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// An app whose every route answers with its own name.
app named_routes() {
    app api;
    api.get<"/people/me">([]() -> rt::task<std::string> { co_return "me"; });
    api.get<"/people/{id}">([](path<"id"> id) -> rt::task<std::string> { co_return "person " + *id; });
    api.post<"/people/{id}">([](path<"id"> id) -> rt::task<std::string> { co_return "posted " + *id; });
    api.get<"/files/{rest:path}">(
        [](path<"rest"> rest) -> rt::task<std::string> { co_return "file " + *rest; });
    api.get<"/items/">([]() -> rt::task<std::string> { co_return "items"; });
    api.delete_<"/gone">([]() -> rt::task<std::string> { co_return "gone"; });
    api.head<"/head">([]() -> rt::task<std::string> { co_return "head"; });
    return api;
}

std::string get(std::string_view target) {
    const app api = named_routes();
    const test_answer answer = test_client(api, {.follow_redirects = false}).get(target);
    return std::to_string(answer.status) + ' ' + answer.body;
}

}  // namespace

TEST_CASE("the route that is declared first answers") {
    CHECK(get("/people/me") == R"(200 "me")");
    CHECK(get("/people/you") == R"(200 "person you")");
}

TEST_CASE("the method chooses among the routes of a path") {
    const app api = named_routes();
    CHECK(test_client(api).send("POST", "/people/7").body == R"("posted 7")");
    CHECK(test_client(api).send("DELETE", "/gone").body == R"("gone")");
}

TEST_CASE("a path that no route has is a 404") {
    CHECK(get("/nobody") == R"(404 {"detail":"Not Found"})");
    CHECK(get("//people/me") == R"(404 {"detail":"Not Found"})");
    CHECK(get("/people/") == R"(404 {"detail":"Not Found"})");
    CHECK(get("/") == R"(404 {"detail":"Not Found"})");
}

TEST_CASE("a path that is there for other methods is a 405 that names them") {
    const app api = named_routes();
    for (const char* method : {"DELETE", "BREW", "HEAD"}) {
        const test_answer answer = test_client(api).send(method, "/people/7");
        CHECK(answer.status == 405);
        CHECK(answer.header("allow") == "GET, POST");
        const bool says_why = std::string_view(method) != "HEAD";
        CHECK(answer.body == (says_why ? R"({"detail":"Method Not Allowed"})" : ""));
    }
    CHECK(test_client(api).send("HEAD", "/head").status == 200);
}

TEST_CASE("a path is decoded before a route is looked for, once") {
    CHECK(get("/people/J%C3%BCrgen") == R"(200 "person Jürgen")");
    CHECK(get("/people/a+b") == R"(200 "person a+b")");
    CHECK(get("/people/a%252Fb") == R"(200 "person a%2Fb")");
    CHECK(get("/%70eople/me") == R"(200 "me")");
    CHECK(get("/people/a%2Fb") == R"(404 {"detail":"Not Found"})");
    CHECK(get("/people/%FF") == "200 \"person \xef\xbf\xbd\"");
}

TEST_CASE("the path converter takes the rest, slashes and nothing included") {
    CHECK(get("/files/a/b.txt") == R"(200 "file a/b.txt")");
    CHECK(get("/files//abs") == R"(200 "file /abs")");
    CHECK(get("/files/") == R"(200 "file ")");
}

TEST_CASE("one slash too many or too few redirects to the path that is there") {
    const app api = named_routes();
    test_client client(api, {.follow_redirects = false});
    const test_answer too_many = client.get("/people/me/?q=1%202&r");
    CHECK(too_many.status == 307);
    CHECK(too_many.header("location") == "http://testserver/people/me?q=1%202&r");
    CHECK(too_many.body.empty());
    CHECK(client.get("/items").header("location") == "http://testserver/items/");
    CHECK(client.send("BREW", "/gone/").header("location") == "http://testserver/gone");
    CHECK(client.get("/people/%C3%A9/").header("location") == "http://testserver/people/%C3%A9");
    CHECK(client.get("/people/me%2F").header("location") == "http://testserver/people/me");
}

TEST_CASE("two slashes too many are not forgiven") {
    CHECK(get("/people/me//") == R"(404 {"detail":"Not Found"})");
}

TEST_CASE("the redirect can be switched off") {
    app api{{.redirect_slashes = false}};
    api.get<"/items">([]() -> rt::task<json> { co_return nullptr; });
    CHECK(test_client(api).get("/items/").status == 404);
}
