// SPEC.md "Dependencies": R18, R22, R23.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("a shared dependency takes its parameters from each route that needs it") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/deps/common/a?q=x&skip=2").body == R"({"a":{"q":"x","skip":2,"limit":100}})");
        CHECK(app.get("/deps/common/b").body == R"({"b":{"q":null,"skip":0,"limit":100}})");
        CHECK(app.get("/deps/common/b?skip=x").detail()[0]["loc"] == http_min::json{"query", "skip"});
        CHECK(app.get("/deps/query-or-cookie?q=a", "Cookie: last_query=b\r\n").body == R"({"value":"a"})");
        CHECK(app.get("/deps/query-or-cookie?q=", "Cookie: last_query=b\r\n").body == R"({"value":"b"})");
        CHECK(app.get("/deps/query-or-cookie").body == R"({"value":null})");
        CHECK(app.get("/deps/class?page=3").body == R"({"offset":40,"size":20})");
        CHECK(app.get("/deps/class?page=0").status == 422);
    });
}

TEST_CASE("a dependency is called once a request, unless it is to be called anew") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/deps/cached").body == R"({"values":[1,1,1],"calls":1})");
        CHECK(app.get("/deps/uncached").body == R"({"values":[1,2,1],"calls":2})");
    });
}

TEST_CASE("resources close in the reverse order of their opening") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/deps/yield/y1").body == R"({"resource":"outer/inner"})");
        CHECK(app.log_up_to("y1", "outer:close") ==
              R"(["outer:open","inner:open","handler","inner:close","outer:close"])");
    });
}

TEST_CASE("closing sees the exception that ended the handler") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/deps/yield-error/y2").body == R"({"detail":"gone"})");
        CHECK(app.log_up_to("y2", "outer:close") ==
              R"(["outer:open","inner:open","handler","inner:saw 410","inner:close","outer:close"])");
        CHECK(app.get("/deps/yield-crash/y3").status == 500);
        CHECK(app.log_up_to("y3", "outer:close") ==
              R"(["outer:open","inner:open","handler","inner:close","outer:close"])");
        CHECK(app.get("/deps/yield-abort/y4").body == R"({"detail":"refused"})");
        CHECK(app.log_up_to("y4", "outer:close") == R"(["outer:open","outer:close"])");
    });
}

TEST_CASE("a router's dependencies guard each of its routes") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/admin/stats", "X-Token: parity-token\r\n").body == R"({"stats":"secret"})");
        CHECK(app.get("/admin/stats", "X-Token: other\r\n").body == R"({"detail":"wrong X-Token"})");
        CHECK(app.get("/admin/stats").detail()[0]["loc"] == http_min::json{"header", "x-token"});
        CHECK(app.get("/admin/keys", "X-Token: parity-token\r\nX-Key: x\r\n").body ==
              R"({"detail":"wrong X-Key"})");
        CHECK(app.get("/admin/keys", "X-Token: parity-token\r\nX-Key: parity-key\r\n").body ==
              R"(["k1","k2"])");
        CHECK(app.get("/admin/keys", "X-Token: wrong\r\n").status == 400);
        CHECK(app.send("DELETE", "/admin/stats", "X-Token: parity-token\r\n").body == R"({"cleared":true})");
    });
}
