// The probe: each route does what whoever measures or probes with it relies on.
#include "probe.hpp"

#include <http_min/testing/test_client.hpp>
#include <http_min/wire/parse_json.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

const app api = probe::make_app();

test_answer get(const std::string& target) { return test_client(api).get(target); }

test_answer post(const std::string& target, const std::string& body) {
    return test_client(api).post(target, {.body = body, .media_type = "application/json"});
}

}  // namespace

TEST_CASE("probe: what is made of nothing") {
    for (const char* const target : {"/", "/plain"}) {
        CHECK(get(target).body == "Hello, World!");
        CHECK(get(target).header("content-type").starts_with("text/plain"));
    }
    CHECK(get("/json").body == R"({"message":"Hello World"})");
    CHECK(get("/empty").status == 204);
    CHECK(get("/notmod").status == 304);
    CHECK(get("/notmod").body.empty());
    CHECK(get("/static/hello.txt").body == "Hello, file!\n");
}

TEST_CASE("probe: 17 MiB of x") {
    CHECK(get("/big").body == std::string(17 << 20, 'x'));
}

TEST_CASE("probe: what is made of the request") {
    CHECK(get("/items/42?q=a%20b").body == R"({"item_id":42,"q":"a b"})");
    CHECK(get("/items/42").body == R"({"item_id":42,"q":null})");
    CHECK(get("/items/x").status == 422);
    CHECK(get("/query?q=a%2Bb+c").body == "a+b c");
    CHECK(get("/p/%C3%A9%20").body == "\xC3\xA9 ");
    const std::string bytes("\0\xFF\r\n", 4);
    CHECK(post("/echo", bytes).body == bytes);
    CHECK(post("/echo", bytes).header("content-type") == "application/octet-stream");
    CHECK(post("/echo", "").body.empty());
    CHECK(test_client(api).send("PUT", "/echo", {.body = "x"}).body == "x");
}

TEST_CASE("probe: JSON comes back as it was, numbers to the last bit") {
    for (const char* const text : {"null", "[]", "{\"a\":[1,2.5,true]}", "18446744073709551615",
                                   "-9223372036854775808", "18446744073709551616", "0.1", "1e-7", "123456.789e3", "\"\xC3\xA9\""}) {
        INFO(text);
        const test_answer back = post("/json-echo", text);
        REQUIRE(back.status == 200);
        CHECK(parse_json(back.body) == parse_json(text));
        CHECK(parse_json(back.body).type() == parse_json(text).type());
    }
    const std::string deep(100'000, '[');
    for (const char* const text : {"{", "", "nul", "[1,]", "\"\xFF\"", deep.c_str()}) {
        INFO(text);
        CHECK(post("/json-echo", text).status == 400);
    }
}

TEST_CASE("probe: a sleep takes its time, and not longer than five seconds") {
    CHECK(get("/slow?ms=5000").body == "slept");
    CHECK(get("/slow?ms=5001").status == 422);
    CHECK(get("/slow").status == 422);
}

TEST_CASE("probe: HEAD where GET is, OPTIONS with what may be done") {
    CHECK(test_client(api).send("HEAD", "/json").status == 200);
    const test_answer options = test_client(api).send("OPTIONS", "/echo");
    CHECK(options.status == 204);
    CHECK(options.header("allow") == "POST, PUT, OPTIONS");
}
