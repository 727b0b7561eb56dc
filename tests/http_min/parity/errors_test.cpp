// SPEC.md "Errors": R20, R6.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("a raised HTTP error has its status, its detail and its headers") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/errors/http");
        CHECK(a.status == 409);
        CHECK(a.body == R"({"detail":"Conflict!"})");
        CHECK(a.header("x-error") == "conflict-7");
        CHECK(app.get("/errors/object").body == R"({"detail":{"code":7,"why":["a","b"]}})");
        CHECK(app.get("/errors/default-detail").body == R"({"detail":"Forbidden"})");
    });
}

TEST_CASE("a status that has no body is raised without one") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/errors/no-content");
        CHECK(a.status == 304);
        CHECK(a.body.empty());
    });
}

TEST_CASE("an application's own exception is answered by its handler") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/errors/custom/tea");
        CHECK(a.status == 418);
        CHECK(a.body == R"({"message":"no tea today","path":"/errors/custom/tea"})");
    });
}

TEST_CASE("anything else is a plain 500 that tells nothing") {
    over_each_transport([](transport& app) {
        for (const char* path : {"/errors/crash", "/errors/crash-sync"}) {
            const answer a = app.get(path);
            CHECK(a.status == 500);
            CHECK(a.body == "Internal Server Error");
            CHECK(a.header("content-type") == "text/plain; charset=utf-8");
        }
    });
}

TEST_CASE("the middleware's header is on every answer, exactly once") {
    over_each_transport([](transport& app) {
        for (const char* path : {"/ping", "/nothing", "/typed/int/x", "/ping/", "/errors/http",
                                 "/errors/no-content", "/errors/custom/x", "/sub/hello", "/sub/nothing"})
            CHECK(app.get(path).how_many("x-parity") == 1);
        CHECK(app.send("PUT", "/ping").how_many("x-parity") == 1);
    });
}
