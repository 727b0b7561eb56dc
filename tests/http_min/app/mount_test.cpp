// mount: what stands below a path of an app.
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// A client that shows the answer itself: no redirect followed, nothing thrown.
constexpr test_client_options bare{.raise_server_exceptions = false, .follow_redirects = false};

// Answers with what it sees.
class mirror final : public mounted {
  public:
    rt::task<> handle(request& in, response& out) const override {
        out.body =
            std::string(in.method()) + " " + std::string(in.root_path()) + " " + std::string(in.route_path());
        co_return;
    }
};

void declare(app& inner) {
    inner.get<"/hello">([](request& in) -> rt::task<json> {
        co_return json{{"message", "sub"}, {"root_path", in.root_path()}, {"path", in.path()}};
    });
    inner.get<"/square/{n}">([](path<"n", int> n) -> rt::task<int> { co_return *n** n; });
    inner.on_exception<request_validation_error>(
        [](request&, const request_validation_error&) { return text("invalid input", 400); });
}

}  // namespace

TEST_CASE("a mounted app answers below its path, and knows where it stands") {
    app inner, api;
    declare(inner);
    api.mount("/sub", inner);
    test_client client(api, bare);
    CHECK(client.get("/sub/hello").body == R"({"message":"sub","root_path":"/sub","path":"/sub/hello"})");
    CHECK(client.get("/sub/square/7").body == "49");
    CHECK(client.get("/hello").status == 404);
    CHECK(client.get("/subhello").status == 404);
}

TEST_CASE("a mounted app has its own errors") {
    app inner, api;
    declare(inner);
    inner.on_exception<404>([](request&, const http_exception&) { return text("inner 404", 404); });
    api.mount("/sub", inner);
    api.get<"/square/{n}">([](path<"n", int> n) -> rt::task<int> { co_return *n; });
    test_client client(api, bare);
    CHECK(client.get("/sub/square/x").body == "invalid input");
    CHECK(client.get("/square/x").status == 422);
    CHECK(client.get("/sub/nowhere").body == "inner 404");
    CHECK(client.get("/nowhere").body == R"({"detail":"Not Found"})");
    CHECK(client.send("POST", "/sub/hello").header("allow") == "GET");
}

TEST_CASE("the path of a mount without its slash redirects there") {
    app inner, api;
    declare(inner);
    api.mount("/sub", inner);
    test_client client(api, bare);
    const test_answer answer = client.get("/sub?x=1");
    CHECK(answer.status == 307);
    CHECK(answer.header("location") == "http://testserver/sub/?x=1");
    CHECK(client.get("/sub/hello/").header("location") == "http://testserver/sub/hello");
}

TEST_CASE("mounts nest") {
    app innermost, inner, api;
    declare(innermost);
    inner.mount("/b", innermost);
    inner.get<"/after">([](request& in) -> rt::task<json> { co_return in.root_path(); });
    api.mount("/a", inner);
    CHECK(test_client(api, bare).get("/a/b/hello").json()["root_path"] == "/a/b");
    CHECK(test_client(api, bare).get("/a/after").body == R"("/a")");
}

TEST_CASE("whatever can answer may be mounted, for every method") {
    app api;
    api.get<"/files/own">([]() -> rt::task<json> { co_return "route"; });
    api.mount("/files", mirror());
    test_client client(api, bare);
    CHECK(client.get("/files/own").body == R"("route")");
    CHECK(client.send("BREW", "/files/a/b").body == "BREW /files /a/b");
    CHECK(client.get("/f%69les/%C3%A9").body == "GET /files /é");
}

TEST_CASE("the middleware around a mount sees its answers") {
    app inner, api;
    declare(inner);
    inner.middleware([](request&, response& out, call_next next) -> rt::task<> {
        co_await next();
        out.headers.add("x-layers", "inner");
    });
    api.middleware([](request& in, response& out, call_next next) -> rt::task<> {
        co_await next();
        out.headers.add("x-root", "[" + std::string(in.root_path()) + "]");
    });
    api.mount("/sub", inner);
    const test_answer answer = test_client(api, bare).get("/sub/nowhere");
    CHECK(answer.header("x-layers") == "inner");
    CHECK(answer.header("x-root") == "[]");
}

TEST_CASE("an app may be mounted at the root") {
    app inner, api;
    declare(inner);
    api.get<"/own">([]() -> rt::task<json> { co_return 1; });
    api.mount("/", inner);
    CHECK(test_client(api, bare).get("/own").body == "1");
    CHECK(test_client(api, bare).get("/square/3").body == "9");
}

TEST_CASE("a router brings its mounts along") {
    app inner, api;
    declare(inner);
    router files{{.prefix = "/v1"}};
    files.mount("/sub", inner);
    api.include(files, {.prefix = "/api"});
    CHECK(test_client(api, bare).get("/api/v1/sub/hello").json()["root_path"] == "/api/v1/sub");
}
