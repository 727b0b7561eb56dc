// test_client: cookies, redirects, queries, bodies; virtual time; what a handler throws.
#include <http_min/testing/test_client.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/sync/event.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min;
using namespace std::chrono_literals;

namespace {

// Says what it was asked.
json seen(request& in) {
    const auto text = [](std::optional<std::string_view> value) { return std::string(value.value_or("")); };
    return json{{"method", in.method()},      {"path", in.path()},           {"query", in.query()},
                {"body", in.body()},          {"type", text(in.header("content-type"))},
                {"cookie", text(in.header("cookie"))}, {"x", text(in.header("x"))}};
}

app mirror() {
    app api;
    api.get<"/mirror">([](request& in) -> rt::task<json> { co_return seen(in); });
    api.post<"/mirror">([](request& in) -> rt::task<json> { co_return seen(in); });
    api.get<"/cookie">([](response& out) -> rt::task<int> {
        out.headers.add("set-cookie", "a=1; Path=/");
        out.headers.add("set-cookie", "b=2; Path=/");
        co_return 0;
    });
    api.get<"/broken">([]() -> rt::task<int> {
        throw std::logic_error("boom");
        co_return 0;
    });
    api.post<"/to/{status}">([](path<"status", int> status, response& out) -> rt::task<> {
        out.status = *status;
        out.headers.set("location", "/mirror?from=there");
        co_return;
    });
    api.get<"/round">([](response& out) -> rt::task<> {
        out.status = 307;
        out.headers.set("location", "round");
        co_return;
    });
    return api;
}

const app api = mirror();

}  // namespace

TEST_CASE("params are encoded behind the target") {
    test_client client(api);
    CHECK(client.get("/mirror?a=1", {.params = {{"q", "a b&c"}, {"ü", "+"}}}).json()["query"] ==
          "a=1&q=a%20b%26c&%C3%BC=%2B");
}

TEST_CASE("the answer to HEAD has no body") {
    app head;
    head.api_route<"/", "GET", "HEAD">([]() -> rt::task<text_response> { co_return text("hello"); });
    CHECK(test_client(head).get("/").body == "hello");
    CHECK(test_client(head).send("HEAD", "/").body.empty());
}

TEST_CASE("a body is JSON, a form, files, or as it is given") {
    test_client client(api);
    const json as_json = client.post("/mirror", {.json = json{{"name", "Ada"}}}).json();
    CHECK(as_json["body"] == R"({"name":"Ada"})");
    CHECK(as_json["type"] == "application/json");
    CHECK(client.post("/mirror", json{{"name", "Ada"}}).json()["body"] == R"({"name":"Ada"})");
    CHECK(client.post("/mirror", json{{"name", "Ada"}, {"age", 36}}).json()["body"] == R"({"name":"Ada","age":36})");
    const json as_form = client.post("/mirror", {.form = {{"user", "a b"}, {"secret", "="}}}).json();
    CHECK(as_form["body"] == "user=a%20b&secret=%3D");
    CHECK(as_form["type"] == "application/x-www-form-urlencoded");
    const json as_files = client.post("/mirror", {.files = {{"file", "a.txt", "hello", "text/plain"}}}).json();
    CHECK(as_files["type"].get<std::string>().starts_with("multipart/form-data; boundary="));
    CHECK(as_files["body"].get<std::string>().find("name=\"file\"; filename=\"a.txt\"\r\ncontent-type: text/plain"
                                                   "\r\n\r\nhello\r\n--") != std::string::npos);
    CHECK(client.post("/mirror", {.body = "x", .media_type = "text/plain"}).json()["body"] == "x");
    CHECK(client.post("/mirror").json()["body"] == "");
}

TEST_CASE("cookies are kept, sent, and can be set by the test") {
    test_client client(api);
    client.get("/cookie");
    CHECK(client.get("/mirror").json()["cookie"] == "a=1; b=2");
    CHECK(client.get("/mirror", {.cookies = {{"c", "3"}}}).json()["cookie"] == "a=1; b=2; c=3");
    client.cookies().clear();
    client.cookies().set("mine", "4");
    CHECK(client.get("/mirror").json()["cookie"] == "mine=4");
}

TEST_CASE("redirects are followed as a browser does") {
    test_client client(api);
    for (const char* const target : {"/to/301", "/to/302", "/to/303"}) {
        const json got = client.post(target, {.json = 1}).json();
        CHECK(got["method"] == "GET");
        CHECK(got["body"] == "");
    }
    for (const char* const target : {"/to/307", "/to/308"}) {
        const test_answer answer = client.post(target, {.json = 1});
        CHECK(answer.json()["method"] == "POST");
        CHECK(answer.json()["body"] == "1");
        CHECK(answer.url == "http://testserver/mirror?from=there");
        CHECK(answer.history.size() == 1);
    }
    CHECK_THROWS_WITH(client.get("/round"), Catch::Contains("more than 20 redirects"));
}

TEST_CASE("redirects are not followed where the test says so") {
    CHECK(test_client(api, {.follow_redirects = false}).get("/round").status == 307);
    CHECK(test_client(api).get("/round", {.follow_redirects = false}).header("location") == "round");
}

TEST_CASE("what a handler throws comes out of the call, or is a 500 for those who want to see it") {
    CHECK_THROWS_AS(test_client(api).get("/broken"), std::logic_error);
    CHECK(test_client(api, {.raise_server_exceptions = false}).get("/broken").status == 500);
}

TEST_CASE("the base url gives scheme, host and the path before every target") {
    app here;
    here.get<"/api/who">([](request& in) -> rt::task<json> {
        co_return json{in.scheme(), in.host(), in.root_path(), in.client().host, in.client().port};
    });
    test_client client(here, {.base_url = "https://example.com/api", .root_path = "/proxied"});
    CHECK(client.get("/who").json() == json{"https", "example.com", "/proxied", "testclient", 50000});
    CHECK_THROWS_AS(test_client(here, {.base_url = "example.com"}), std::invalid_argument);
}

TEST_CASE("headers are sent, of the client and of the call") {
    test_client client(api);
    CHECK(client.get("/mirror", {.headers = {{"X", "1"}}}).json()["x"] == "1");
    client.set_headers("x: 2\r\n");
    CHECK(client.get("/mirror").json()["x"] == "2");
}

TEST_CASE("time is virtual, and what a handler has spawned goes on from call to call") {
    static int rings = 0;
    app here;
    const auto ring = []() -> rt::task<> {
        co_await rt::sleep_for(10h);
        ++rings;
    };
    here.get<"/alarm">([ring]() -> rt::task<int> {
        rt::spawn(ring());
        co_return 0;
    });
    here.get<"/sleep">([]() -> rt::task<int> {
        co_await rt::sleep_for(24h);
        co_return rings;
    });
    test_client client(here);
    client.get("/alarm");
    CHECK(rings == 0);
    CHECK(client.get("/sleep").json() == 1);
}

TEST_CASE("the app's lifespan is a block, on the loop of its requests") {
    std::string log;
    app here;
    here.on_startup([&]() -> rt::task<> {
        co_await rt::sleep_for(1h);
        log += "up ";
    });
    here.on_shutdown([&] { log += "down"; });
    here.get<"/">([&]() -> rt::task<int> {
        log += "asked ";
        co_return 0;
    });
    test_client client(here);
    {
        const auto alive = client.lifespan();
        client.get("/");
    }
    CHECK(log == "up asked down");
}

TEST_CASE("two clients share the thread's loop, and a test can run its own tasks there") {
    test_client one(api);
    test_client two(api);
    CHECK(one.get("/mirror").status == 200);
    CHECK(two.get("/mirror").status == 200);
    const auto forty_two = []() -> rt::task<int> { co_return 42; };
    CHECK(one.run(forty_two()) == 42);
}

TEST_CASE("a handler that can never end is a deadlock, and the next call has a new loop") {
    app here;
    here.get<"/never">([]() -> rt::task<int> {
        co_await rt::sleep_for(1s);
        rt::event never;
        co_await never.wait();
        co_return 0;
    });
    here.get<"/">([]() -> rt::task<int> { co_return 1; });
    test_client client(here);
    CHECK_THROWS_AS(client.get("/never"), rt::deadlock);
    CHECK(client.get("/").body == "1");
}

TEST_CASE("a request that no parser takes is the test's mistake") {
    CHECK_THROWS_AS(test_client(api).get("/a b"), std::invalid_argument);
}
