// SPEC.md "Response models" and "Responses": R5, R21.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("a response model lets out its fields only") {
    over_each_transport([](transport& app) {
        const answer a = app.post("/users", R"({"username":"u","password":"p","full_name":"F"})");
        CHECK(a.status == 201);
        CHECK(a.body == R"({"username":"u","full_name":"F"})");
        CHECK(app.get("/profiles/full").body == R"({"name":"full","bio":"b","score":10,"tags":["x"]})");
    });
}

TEST_CASE("a response model fills in defaults, or leaves out what was not given") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/profiles/bare").body == R"({"name":"bare","bio":null,"score":10,"tags":[]})");
        CHECK(app.get("/profiles/bare/sparse").body == R"({"name":"bare"})");
        CHECK(app.get("/profiles/full/sparse").body ==
              R"({"name":"full","bio":"b","score":10,"tags":["x"]})");
        CHECK(app.get("/profiles/bare/public").body == R"({"name":"bare","score":10})");
        CHECK(app.get("/profiles-all").json().size() == 2);
        CHECK(app.get("/profiles-all").json()[0]["score"] == 10);
    });
}

TEST_CASE("what is not there is a 404 with its detail, what does not fit is a 500") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/profiles/none").body == R"({"detail":{"reason":"no such profile","name":"none"}})");
        CHECK(app.get("/profiles/none/sparse").status == 404);
        CHECK(app.get("/bad-response").status == 500);
        CHECK(app.get("/bad-response").body == "Internal Server Error");
    });
}

TEST_CASE("text has its charset, other media types have none") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/response/html").header("content-type") == "text/html; charset=utf-8");
        CHECK(app.get("/response/html").body == "<h1>Hi</h1>");
        CHECK(app.get("/response/text").header("content-type") == "text/plain; charset=utf-8");
        CHECK(app.get("/response/text").body == "plain ✓");
        CHECK(app.get("/response/xml").header("content-type") == "application/xml");
        CHECK(app.get("/response/xml").body == "<a/>");
    });
}

TEST_CASE("redirects, headers and cookies go out as they were set") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/response/redirect").status == 307);
        CHECK(app.get("/response/redirect").header("location") == "/ping");
        CHECK(app.get("/response/redirect303").status == 303);
        const answer a = app.get("/response/headers");
        CHECK(a.body == R"({"ok":true})");
        CHECK(a.header("x-answer") == "42");
        CHECK(a.how_many("set-cookie") == 2);
        CHECK(a.header("set-cookie").substr(0, 12) == "flavour=mint");
    });
}

TEST_CASE("a status is the route's, or the handler's") {
    over_each_transport([](transport& app) {
        CHECK(app.send("PUT", "/response/status/true").status == 201);
        CHECK(app.send("PUT", "/response/status/no").status == 200);
        CHECK(app.get("/response/teapot").status == 418);
        CHECK(app.get("/response/none204").status == 204);
        CHECK(app.get("/response/none204").how_many("content-type") == 0);
    });
}
