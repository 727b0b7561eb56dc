// The shop, called in process as its users' tests would do it.
#include "shop.hpp"

#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// A shop that is open, and one who shops there.
struct open_shop {
    app api = shop::make_app();
    test_client client{api};
    test_client::running open{client};

    void log_in(std::string name, std::string password) {
        client.post("/login", {.form = {{"username", name}, {"password", password}}});
    }
    // The header of one who has a token.
    text_pairs token_of(std::string name, std::string password) {
        const auto given = client.post("/token", {.form = {{"username", name}, {"password", password}}});
        return {{"authorization", "Bearer " + given.json()["access_token"].get<std::string>()}};
    }
};

}  // namespace

TEST_CASE("shop: items are listed page by page") {
    open_shop s;
    CHECK(s.client.get("/items/").json() == json::parse(R"([{"id":1,"name":"hammer","price":12.5},
                                                            {"id":2,"name":"nail","price":0.1}])"));
    CHECK(s.client.get("/items/?skip=1&limit=1").json()[0]["name"] == "nail");
    CHECK(s.client.get("/items?skip=2").body == "[]");  // a redirect leads to /items/
    CHECK(s.client.get("/items/?limit=0").json()["detail"][0]["loc"] == json{"query", "limit"});
}

TEST_CASE("shop: an item, or a 404") {
    open_shop s;
    CHECK(s.client.get("/items/1").json() ==
          json{{"name", "hammer"}, {"price", 12.5}, {"in_stock", 3}, {"description", "With a handle"}});
    CHECK(s.client.get("/items/7").status == 404);
    CHECK(s.client.get("/items/seven").status == 422);
}

TEST_CASE("shop: who buys has logged in, and gets a receipt") {
    open_shop s;
    const json two_hammers{{"item_id", 1}, {"quantity", 2}};
    CHECK(s.client.post("/orders/", two_hammers).status == 401);

    s.log_in("ada", "lovelace");
    const auto bought = s.client.post("/orders/", two_hammers);
    CHECK(bought.status == 201);
    CHECK(bought.json() == json{{"customer", "ada"}, {"item", "hammer"}, {"quantity", 2}, {"total", 25.0}});

    s.client.post("/logout");
    CHECK(s.client.post("/orders/", two_hammers).status == 401);
}

TEST_CASE("shop: what is sold out is a 409") {
    open_shop s;
    s.log_in("ada", "lovelace");
    const auto refused = s.client.post("/orders/", json{{"item_id", 1}, {"quantity", 4}});
    CHECK(refused.status == 409);
    CHECK(refused.json() == json{{"detail", "hammer is sold out"}});
    CHECK(s.client.post("/orders/", json{{"item_id", 7}}).status == 404);
}

TEST_CASE("shop: few are left, more are delivered after the answer") {
    open_shop s;
    s.log_in("ada", "lovelace");
    s.client.post("/orders/", json{{"item_id", 1}});
    CHECK(s.client.get("/items/1").json()["in_stock"] == 12);
    s.client.post("/orders/", json{{"item_id", 2}});
    CHECK(s.client.get("/items/2").json()["in_stock"] == 499);
}

TEST_CASE("shop: a wrong password opens nothing") {
    open_shop s;
    for (const char* at : {"/login", "/token"}) {
        const auto refused = s.client.post(at, {.form = {{"username", "ada"}, {"password", "hopper"}}});
        CHECK(refused.status == 401);
        CHECK(refused.header("www-authenticate") == "Bearer");
    }
    CHECK(s.client.cookies().size() == 0);
}

TEST_CASE("shop: only the staff changes what is on the shelf") {
    open_shop s;
    const json saw{{"name", "saw"}, {"price", 20}};
    CHECK(s.client.post("/staff/items", saw).status == 401);
    const auto as = [&](const text_pairs& who) {
        return s.client.post("/staff/items", {.headers = who, .json = saw});
    };
    CHECK(as({{"authorization", "Bearer made.up.token"}}).json() == json{{"detail", "Invalid token"}});
    CHECK(as(s.token_of("ada", "lovelace")).status == 403);

    const text_pairs grace = s.token_of("grace", "hopper");
    CHECK(as(grace).status == 201);
    CHECK(s.client.get("/items/3").json()["name"] == "saw");
    const auto changed = s.client.patch("/staff/items/3", {.headers = grace, .json = json{{"in_stock", 9}}});
    CHECK(changed.json()["in_stock"] == 9);
    CHECK(changed.json()["price"] == 20.0);
}

TEST_CASE("shop: the page greets who has logged in, and escapes what others have written") {
    open_shop s;
    CHECK(s.client.get("/").body.find("Log in") != std::string::npos);
    const auto welcome = s.client.post("/login", {.form = {{"username", "ada"}, {"password", "lovelace"}}});
    CHECK(welcome.body.find("Hello, ada!") != std::string::npos);  // a redirect leads to /

    const json rude{{"name", "<script>"}, {"price", 1}};
    s.client.post("/staff/items", {.headers = s.token_of("grace", "hopper"), .json = rude});
    CHECK(s.client.get("/").body.find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("shop: the document knows the token's form and who needs it") {
    open_shop s;
    const json document = s.client.get("/openapi.json").json();
    CHECK(
        document["components"]["securitySchemes"]["OAuth2PasswordBearer"]["flows"]["password"]["tokenUrl"] ==
        "token");
    const json& add = document["paths"]["/staff/items"]["post"];
    CHECK(add["security"] == json::parse(R"([{"OAuth2PasswordBearer": []}])"));
    CHECK(add["tags"] == json{"staff"});
    CHECK(document["paths"].contains("/") == false);
}
