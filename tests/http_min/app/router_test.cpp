// router: routes that are declared apart and included together.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// A client that shows the answer itself: no redirect followed, nothing thrown.
constexpr test_client_options bare{.raise_server_exceptions = false, .follow_redirects = false};

router item_routes() {
    router items{{.prefix = "/items", .tags = {"items"}, .responses = {{404, "No such item"}}}};
    items.get<"/{id}">([](path<"id", int> id) -> rt::task<int> { co_return *id; }, {.tags = {"read"}});
    items.post<"/">([]() -> rt::task<json> { co_return "made"; }, {.status = 201});
    return items;
}

const route& only_route(const app& api, std::string_view path) {
    for (const auto& each : api.routes())
        if (each->path() == path) return *each;
    throw std::logic_error("no such route");
}

}  // namespace

TEST_CASE("an included route answers under the router's prefix") {
    app api;
    api.include(item_routes());
    test_client client(api, bare);
    CHECK(client.get("/items/7").body == "7");
    CHECK(client.send("POST", "/items/").status == 201);
    CHECK(client.get("/7").status == 404);
    CHECK(client.get("/items/7/").header("location") == "http://testserver/items/7");
}

TEST_CASE("a router may be included under several prefixes") {
    app api;
    const router items = item_routes();
    api.include(items, {.prefix = "/v1"});
    api.include(items, {.prefix = "/v2", .deprecated = true});
    test_client client(api, bare);
    CHECK(client.get("/v1/items/1").body == "1");
    CHECK(client.get("/v2/items/2").body == "2");
    CHECK_FALSE(only_route(api, "/v1/items/{id}").options().deprecated);
    CHECK(only_route(api, "/v2/items/{id}").options().deprecated);
}

TEST_CASE("routers nest, and their tags and responses come together, the outermost first") {
    router shop{{.prefix = "/shop", .tags = {"shop"}, .responses = {{403, "Closed"}}}};
    shop.include(item_routes());
    app api;
    api.include(shop, {.tags = {"all"}, .hidden = true});
    CHECK(test_client(api, bare).get("/shop/items/3").body == "3");
    const route_options& found = only_route(api, "/shop/items/{id}").options();
    CHECK(std::vector<std::string_view>(found.tags.begin(), found.tags.end()) ==
          std::vector<std::string_view>{"all", "shop", "items", "read"});
    CHECK(found.responses.size() == 2);
    CHECK(found.responses.begin()->status == 403);
    CHECK(found.hidden);
}

TEST_CASE("one route may answer to several methods") {
    app api;
    api.api_route<"/either", "GET", "POST">(
        [](request& in) -> rt::task<json> {
            co_return json{{"method", in.method()}};
        },
        {.hidden = true});
    test_client client(api, bare);
    CHECK(client.get("/either").body == R"({"method":"GET"})");
    CHECK(client.send("POST", "/either").body == R"({"method":"POST"})");
    CHECK(client.send("PUT", "/either").header("allow") == "GET, POST");
    CHECK(only_route(api, "/either").methods().size() == 2);
}

TEST_CASE("TRACE is a method like the others") {
    app api;
    api.trace<"/methods">([](request& in) -> rt::task<json> { co_return in.method(); });
    CHECK(test_client(api, bare).send("TRACE", "/methods").body == R"("TRACE")");
}

TEST_CASE("Allow names each method of a path once, a parameter's route included") {
    app api;
    api.get<"/people/me">([]() -> rt::task<json> { co_return 1; });
    api.get<"/people/{id}">([](path<"id"> id) -> rt::task<std::string> { co_return *id; });
    api.put<"/people/{id}">([](path<"id"> id) -> rt::task<std::string> { co_return *id; });
    CHECK(test_client(api, bare).send("DELETE", "/people/me").header("allow") == "GET, PUT");
}
