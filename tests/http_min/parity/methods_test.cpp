// SPEC.md "Methods": R8.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("every method has its operation, and HEAD no body") {
    over_each_transport([](transport& app) {
        for (const char* method : {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"}) {
            const answer a = app.send(method, "/methods");
            CHECK(a.status == 200);
            CHECK(a.json()["method"] == method);
            CHECK(a.header("x-method") == method);
        }
        CHECK(app.send("HEAD", "/methods").header("x-method") == "HEAD");
        CHECK(app.send("BREW", "/methods").status == 405);
    });
    if (transport* const far = over_a_socket()) CHECK(far->send("HEAD", "/methods").body.empty());
}

TEST_CASE("one route may answer several methods, and Allow names them") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/either").body == R"({"method":"GET"})");
        CHECK(app.send("POST", "/either").body == R"({"method":"POST"})");
        CHECK(app.send("PUT", "/either").header("allow") == "GET, POST");
    });
}
