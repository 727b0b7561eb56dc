// exception handlers: by type, by status, and what happens when there is none.
#include <http_min/testing/test_client.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min;

namespace {

// A client that shows the answer itself: no redirect followed, nothing thrown.
constexpr test_client_options bare{.raise_server_exceptions = false, .follow_redirects = false};

struct out_of_stock : std::runtime_error {
    explicit out_of_stock(std::string what) : runtime_error("no " + what + " today"), sku(std::move(what)) {}
    std::string sku;
};

struct sold_out_for_ever : out_of_stock {
    using out_of_stock::out_of_stock;
};

template <class Error>
void add_thrower(app& api, Error error) {
    api.get<"/throws">([error]() -> rt::task<json> {
        throw error;
        co_return nullptr;
    });
}

constexpr auto answer_with_sku = [](request& in, const out_of_stock& error) {
    return text(std::string(in.path()) + " " + error.sku, 409);
};

}  // namespace

TEST_CASE("a handler for a type answers for what is thrown of it") {
    app api;
    add_thrower(api, out_of_stock("tea"));
    api.on_exception<out_of_stock>(answer_with_sku);
    const test_answer answer = test_client(api, bare).get("/throws");
    CHECK(answer.status == 409);
    CHECK(answer.body == "/throws tea");
    CHECK(answer.header("content-type") == "text/plain; charset=utf-8");
}

TEST_CASE("a handler may be a task") {
    app api;
    add_thrower(api, out_of_stock("tea"));
    api.on_exception<out_of_stock>([](request&, const out_of_stock& error) -> rt::task<response> {
        co_return response(418, error.what());
    });
    CHECK(test_client(api, bare).get("/throws").body == "no tea today");
}

TEST_CASE("a handler for a base answers for what is derived from it") {
    app api;
    add_thrower(api, sold_out_for_ever("tea"));
    api.on_exception<out_of_stock>(answer_with_sku);
    CHECK(test_client(api, bare).get("/throws").status == 409);
}

TEST_CASE("the handler for the nearest type answers, whichever was added first") {
    for (const bool base_first : {true, false}) {
        app api;
        add_thrower(api, sold_out_for_ever("tea"));
        if (base_first) api.on_exception<out_of_stock>(answer_with_sku);
        api.on_exception<sold_out_for_ever>(
            [](request&, const sold_out_for_ever&) { return text("never", 410); });
        if (!base_first) api.on_exception<out_of_stock>(answer_with_sku);
        CHECK(test_client(api, bare).get("/throws").status == 410);
    }
}

TEST_CASE("a second handler for the same type replaces the first") {
    app api;
    add_thrower(api, out_of_stock("tea"));
    api.on_exception<out_of_stock>(answer_with_sku);
    api.on_exception<out_of_stock>([](request&, const out_of_stock&) { return text("second", 400); });
    CHECK(test_client(api, bare).get("/throws").body == "second");
}

TEST_CASE("the 422 can be overridden, and knows the errors") {
    app api;
    api.get<"/square/{n}">([](path<"n", int> n) -> rt::task<json> { co_return *n** n; });
    api.on_exception<request_validation_error>([](request&, const request_validation_error& error) {
        return text("invalid input at " + error.errors[0]["loc"][1].get<std::string>(), 400);
    });
    const test_answer answer = test_client(api, bare).get("/square/x");
    CHECK(answer.status == 400);
    CHECK(answer.body == "invalid input at n");
}

TEST_CASE("a handler for http_exception answers for those that are thrown and for missing routes") {
    app api;
    add_thrower(api, http_exception(409, "Conflict!"));
    api.on_exception<http_exception>([](request&, const http_exception& error) {
        return text(error.detail.get<std::string>(), error.status);
    });
    test_client client(api, bare);
    CHECK(client.get("/throws").body == "Conflict!");
    CHECK(client.get("/nowhere").body == "Not Found");
    CHECK(client.send("POST", "/throws").body == "Method Not Allowed");
}

TEST_CASE("a handler for a status answers before the one for http_exception") {
    app api;
    add_thrower(api, http_exception(404, "Item not found"));
    api.on_exception<404>([](request&, const http_exception&) { return html("<h1>Nothing here</h1>", 404); });
    api.on_exception<405>([](request&, const http_exception& error) {
        response answer(405, "not so");
        answer.headers = error.headers;
        return answer;
    });
    api.on_exception<http_exception>([](request&, const http_exception&) { return text("any", 400); });
    test_client client(api, bare);
    CHECK(client.get("/throws").body == "<h1>Nothing here</h1>");
    CHECK(client.get("/nowhere").body == "<h1>Nothing here</h1>");
    CHECK(client.send("POST", "/throws").header("allow") == "GET");
}

TEST_CASE("the last resort answers for what nobody else does, and the log is told") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view what) { log += what; });
    add_thrower(api, out_of_stock("tea"));
    api.on_exception<500>([](request&, const std::exception&) { return text("sorry", 500); });
    const test_answer answer = test_client(api, bare).get("/throws");
    CHECK(answer.status == 500);
    CHECK(answer.body == "sorry");
    CHECK(log == "no tea today");
}

TEST_CASE("what a handler throws itself is a 500") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view what) { log += what; });
    add_thrower(api, out_of_stock("tea"));
    api.on_exception<out_of_stock>(
        [](request&, const out_of_stock&) -> response { throw std::logic_error("worse"); });
    const test_answer answer = test_client(api, bare).get("/throws");
    CHECK(answer.status == 500);
    CHECK(answer.body == "Internal Server Error");
    CHECK(log == "worse");
}

TEST_CASE("what the route had prepared is gone when a handler answers") {
    app api;
    api.get<"/">([](response& out) -> rt::task<json> {
        out.headers.set("x-half", "done");
        throw out_of_stock("tea");
        co_return nullptr;
    });
    api.on_exception<out_of_stock>(answer_with_sku);
    CHECK(test_client(api, bare).get("/").header("x-half") == "");
}
