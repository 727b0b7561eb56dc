// SPEC.md "Items": models, status codes, and what PATCH leaves alone.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

// RETURNS the path of a new item.
std::string make_item(transport& app, std::string_view body = R"({"name":"hammer","price":12.5,"tax":1})") {
    const answer made = app.post("/items", body);
    CHECK(made.status == 201);
    return std::string(made.header("location"));
}

answer patch(transport& app, std::string_view path, std::string_view body) {
    return app.send("PATCH", path, "Content-Type: application/json\r\n", body);
}

}  // namespace

TEST_CASE("an item gets an id and a total, and is found at its location") {
    over_each_transport([](transport& app) {
        const std::string path = make_item(app);
        const answer found = app.get(path);
        CHECK(found.status == 200);
        auto item = found.json();
        CHECK(path == "/items/" + item["id"].dump());
        item.erase("id");
        CHECK(item.dump() ==
              R"({"name":"hammer","description":null,"price":12.5,"tax":1.0,"tags":[],"total":13.5})");
    });
}

TEST_CASE("an item that is replaced takes its description from the query, when there is one") {
    over_each_transport([](transport& app) {
        const std::string path = make_item(app);
        const answer put = app.send("PUT", path + "?note=new", "Content-Type: application/json\r\n",
                                    R"({"name":"nail","description":"old","price":0.5,"tags":["a"]})");
        CHECK(put.json()["description"] == "new");
        CHECK(put.json()["tax"].is_null());
        CHECK(put.json()["total"] == 0.5);
        CHECK(app.get(path).body == put.body);
    });
}

TEST_CASE("a patch changes what it names, also to null, and nothing else") {
    over_each_transport([](transport& app) {
        const std::string path = make_item(app);
        CHECK(patch(app, path, R"({"tax":null})").json()["total"] == 12.5);
        CHECK(patch(app, path, R"({"price":2})").json()["name"] == "hammer");
        CHECK(patch(app, path, R"({"name":""})").detail()[0]["type"] == "string_too_short");
        CHECK(patch(app, path, "{}").json()["total"] == 2.0);
    });
}

TEST_CASE("a deleted item is gone, with a 204 that has no body") {
    over_each_transport([](transport& app) {
        const std::string path = make_item(app);
        const answer gone = app.send("DELETE", path);
        CHECK(gone.status == 204);
        CHECK(gone.body.empty());
        CHECK(gone.how_many("content-length") == 0);
        CHECK(app.get(path).status == 404);
        CHECK(app.get(path).body == R"({"detail":"Item not found"})");
        CHECK(app.send("DELETE", path).status == 404);
    });
}

TEST_CASE("an item that does not fit its model is told why") {
    over_each_transport([](transport& app) {
        const answer a = app.post("/items", R"({"name":"","price":0})");
        CHECK(a.status == 422);
        CHECK(a.detail()[0]["type"] == "string_too_short");
        CHECK(a.detail()[1]["type"] == "greater_than");
    });
}
