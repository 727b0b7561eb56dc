// SPEC.md "Basics", and the rules for every response: R3, R4, R8, R9.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("a value goes out as compact JSON, whatever its kind") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/").body == R"({"message":"Hello World"})");
        CHECK(app.get("/return/dict").body == R"({"a":1,"b":[1,2,{"c":null}]})");
        CHECK(app.get("/return/list").body == R"([1,"two",3.5,null,true])");
        CHECK(app.get("/return/str").body == "\"héllo\"");
        CHECK(app.get("/return/int").body == "42");
        CHECK(app.get("/return/float").body == "2.5");
        CHECK(app.get("/return/bool").body == "true");
        CHECK(app.get("/return/null").body == "null");
        CHECK(app.get("/return/model").body == R"({"name":"ada","bio":null,"score":10,"tags":[]})");
        CHECK(app.get("/return/dict").header("content-type") == "application/json");
    });
}

TEST_CASE("any Unicode text goes out raw, with only the escapes that JSON requires") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/unicode").body == R"({"text":"北京 ☕ 😀 \"quoted\" back\\slash\ttab"})");
    });
}

TEST_CASE("a kind that is none of the enum is a 422 that lists them") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/return/tuple");
        CHECK(a.status == 422);
        CHECK(a.detail()[0]["ctx"]["expected"] ==
              "'dict', 'list', 'str', 'int', 'float', 'bool', 'null' or 'model'");
    });
}

TEST_CASE("no such path is a 404, another method a 405 with Allow, also before validation") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/nothing").status == 404);
        CHECK(app.get("/nothing").body == R"({"detail":"Not Found"})");
        const answer a = app.send("DELETE", "/typed/int/x");
        CHECK(a.status == 405);
        CHECK(a.body == R"({"detail":"Method Not Allowed"})");
        CHECK(a.header("allow") == "GET");
        CHECK(app.send("HEAD", "/ping").status == 405);
    });
}

TEST_CASE("one slash too many, or too few, is a 307 to the path that has a route") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/ping/?a=1&b=%20");
        CHECK(a.status == 307);
        const std::string_view location = a.header("location");
        CHECK(location.substr(location.find("/ping")) == "/ping?a=1&b=%20");
        CHECK(a.body.empty());
        CHECK(app.get("//ping").status == 404);
    });
}

TEST_CASE("over a socket every response has its date, and JSON its length") {
    if (transport* const app = over_a_socket()) {
        const answer a = app->get("/ping");
        CHECK(a.header("date").size() == std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size());
        CHECK(a.header("content-length") == "13");
    }
}
