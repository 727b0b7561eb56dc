// middleware: the onion.
#include <http_min/testing/test_client.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// A client that shows the answer itself: no redirect followed, nothing thrown.
constexpr test_client_options bare{.raise_server_exceptions = false, .follow_redirects = false};

// A layer that writes down when it is passed.
auto noting(std::string& notes, std::string name) {
    return [&notes, name](request&, response&, call_next next) -> rt::task<> {
        notes += name + "(";
        co_await next();
        notes += ")" + name;
    };
}

auto marking() {
    return [](request&, response& out, call_next next) -> rt::task<> {
        co_await next();
        out.headers.add("x-parity", "1");
    };
}

}  // namespace

TEST_CASE("the layer that is added last is the outermost") {
    app api;
    std::string notes;
    api.get<"/">([&notes]() -> rt::task<json> {
        notes += "route";
        co_return nullptr;
    });
    api.middleware(noting(notes, "a"));
    api.middleware(noting(notes, "b"));
    CHECK(test_client(api, bare).get("/").status == 200);
    CHECK(notes == "b(a(route)a)b");
}

TEST_CASE("a header that a layer adds is on every answer, once") {
    app api{{.redirect_slashes = true}};
    api.get<"/items/{id}">([](path<"id", int> id) -> rt::task<json> { co_return *id; });
    api.get<"/refused">([]() -> rt::task<json> {
        throw http_exception(409);
        co_return nullptr;
    });
    api.middleware(marking());
    test_client client(api, bare);
    struct {
        const char* target;
        int status;
    } const cases[] = {
        {"/items/1", 200}, {"/items/x", 422}, {"/nowhere", 404}, {"/items/1/", 307}, {"/refused", 409}};
    for (const auto& each : cases) {
        const test_answer answer = client.get(each.target);
        CHECK(answer.status == each.status);
        CHECK(answer.headers.text().find("x-parity: 1") == answer.headers.text().rfind("x-parity: 1"));
        CHECK(answer.header("x-parity") == "1");
    }
    CHECK(client.send("DELETE", "/items/1").header("x-parity") == "1");
}

TEST_CASE("an unhandled exception passes through the layers and is a 500 outside") {
    app api;
    api.log_errors_to([](std::string_view) {});
    api.get<"/">([]() -> rt::task<json> {
        throw std::runtime_error("boom");
        co_return nullptr;
    });
    std::string seen;
    api.middleware([&seen](request&, response&, call_next next) -> rt::task<> {
        try {
            co_await next();
        } catch (const std::runtime_error& error) {
            seen = error.what();
            throw;
        }
    });
    api.middleware(marking());
    const test_answer answer = test_client(api, bare).get("/");
    CHECK(answer.status == 500);
    CHECK(answer.header("x-parity") == "");
    CHECK(seen == "boom");
}

TEST_CASE("an exception that a handler answers for is a response to the layers") {
    app api;
    api.get<"/">([]() -> rt::task<json> {
        throw std::runtime_error("boom");
        co_return nullptr;
    });
    api.on_exception<std::runtime_error>(
        [](request&, const std::runtime_error&) { return text("handled", 400); });
    api.middleware(marking());
    CHECK(test_client(api, bare).get("/").header("x-parity") == "1");
}

TEST_CASE("a layer that does not call next is the answer") {
    app api;
    api.get<"/">([]() -> rt::task<json> { co_return "reached"; });
    api.middleware([](request& in, response& out, call_next next) -> rt::task<> {
        if (in.header("x-key") != "open") {
            text("closed", 403).write_to(out);
            co_return;
        }
        co_await next();
    });
    test_client client(api, bare);
    CHECK(client.get("/").body == "closed");
    client.set_headers("x-key: open\r\n");
    CHECK(client.get("/").body == R"("reached")");
}

TEST_CASE("an http_exception that a layer throws is answered, and the layers around it see that") {
    app api;
    api.middleware([](request&, response&, call_next) -> rt::task<> {
        throw http_exception(401, "who are you?");
        co_return;
    });
    api.middleware(marking());
    const test_answer answer = test_client(api, bare).get("/");
    CHECK(answer.status == 401);
    CHECK(answer.header("x-parity") == "1");
}

TEST_CASE("the last resort stands outside the layers") {
    app api;
    api.log_errors_to([](std::string_view) {});
    api.on_exception<std::exception>([](request&, const std::exception&) { return text("sorry", 500); });
    api.get<"/">([]() -> rt::task<json> {
        throw std::runtime_error("boom");
        co_return nullptr;
    });
    api.middleware(marking());
    const test_answer answer = test_client(api, bare).get("/");
    CHECK(answer.body == "sorry");
    CHECK(answer.header("x-parity") == "");
}
