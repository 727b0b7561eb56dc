// cors: what a browser is told about other origins.
#include <http_min/app/cors.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

void build(app& api) {
    api.get<"/items/{id}">([](path<"id", int> id) -> rt::task<int> { co_return *id; });
    api.middleware(cors{{.allow_origins = {"https://app.example"},
                         .allow_methods = {"GET", "POST"},
                         .allow_headers = {"X-Custom"},
                         .allow_credentials = true}});
}

test_answer preflight(std::string origin, std::string method, std::string headers) {
    app api;
    build(api);
    test_client client(api);
    client.set_headers("origin: " + origin + "\r\naccess-control-request-method: " + method +
                       "\r\naccess-control-request-headers: " + headers + "\r\n");
    return client.send("OPTIONS", "/nowhere");
}

}  // namespace

TEST_CASE("a preflight is answered before any route is looked for") {
    const test_answer answer = preflight("https://app.example", "POST", "x-custom, Content-Type");
    CHECK(answer.status == 200);
    CHECK(answer.body == "OK");
    CHECK(answer.header("content-type") == "text/plain; charset=utf-8");
    CHECK(answer.header("access-control-allow-origin") == "https://app.example");
    CHECK(answer.header("access-control-allow-credentials") == "true");
    CHECK(answer.header("access-control-allow-methods") == "GET, POST");
    CHECK(answer.header("access-control-allow-headers") ==
          "Accept, Accept-Language, Content-Language, Content-Type, X-Custom");
    CHECK(answer.header("access-control-max-age") == "600");
    CHECK(answer.header("vary") == "Origin");
}

TEST_CASE("a refused preflight names all that fails, and does not name a foreign origin") {
    const test_answer answer = preflight("https://evil.example", "DELETE", "x-custom, x-other");
    CHECK(answer.status == 400);
    CHECK(answer.body == "Disallowed CORS origin, method, headers");
    CHECK(answer.header("access-control-allow-origin") == "");
    CHECK(preflight("https://app.example", "PUT", "").body == "Disallowed CORS method");
    CHECK(preflight("https://app.example", "PUT", "").header("access-control-allow-origin") ==
          "https://app.example");
}

TEST_CASE("an answer to an allowed origin says so, errors included") {
    app api;
    build(api);
    test_client client(api);
    client.set_headers("origin: https://app.example\r\n");
    for (const char* const target : {"/items/1", "/items/x", "/nowhere"}) {
        const test_answer answer = client.get(target);
        CHECK(answer.header("access-control-allow-origin") == "https://app.example");
        CHECK(answer.header("access-control-allow-credentials") == "true");
        CHECK(answer.header("vary") == "Origin");
    }
}

TEST_CASE("an answer to a foreign origin, or to none, only varies") {
    app api;
    build(api);
    test_client client(api);
    CHECK(client.get("/items/1").header("vary") == "Origin");
    client.set_headers("origin: https://app.example.evil\r\n");
    CHECK(client.get("/items/1").header("access-control-allow-origin") == "");
    CHECK(client.get("/items/1").header("vary") == "Origin");
}

TEST_CASE("an OPTIONS that is no preflight goes to the routes") {
    app api;
    build(api);
    CHECK(test_client(api).send("OPTIONS", "/items/1").status == 405);
}

TEST_CASE("a star allows everyone, by name where cookies are allowed") {
    for (const bool with_cookies : {false, true}) {
        app api;
        api.get<"/">([]() -> rt::task<json> { co_return 1; });
        api.middleware(cors{{.allow_origins = {"*"},
                             .allow_methods = {"*"},
                             .allow_headers = {"*"},
                             .allow_credentials = with_cookies}});
        test_client client(api);
        client.set_headers("origin: https://any.example\r\n");
        CHECK(client.get("/").header("access-control-allow-origin") ==
              (with_cookies ? "https://any.example" : "*"));
        client.set_headers(
            "origin: https://any.example\r\naccess-control-request-method: PATCH\r\n"
            "access-control-request-headers: x-what\r\n");
        const test_answer answer = client.send("OPTIONS", "/");
        CHECK(answer.status == 200);
        CHECK(answer.header("access-control-allow-headers") == "x-what");
    }
}
