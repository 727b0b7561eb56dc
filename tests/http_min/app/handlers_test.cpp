// handlers: what may be one, and what becomes of what it returns.
#include <http_min/testing/test_client.hpp>
#include <map>
#include <rt/loop/sleep.hpp>
#include <thread>

#include "support/catch.hpp"

using namespace http_min;

namespace {

template <class Handler>
test_answer answer_of(Handler handler, route_options options = {}) {
    app api;
    api.get<"/">(std::move(handler), options);
    return test_client(api).get("/");
}

rt::task<std::string> a_function() { co_return "task"; }
std::string a_plain_function() { return "plain"; }

rt::task<int> twice(int number) { co_return 2 * number; }

}  // namespace

TEST_CASE("a handler is a lambda or a function, a task or plain") {
    CHECK(answer_of([]() -> rt::task<int> { co_return 1; }).body == "1");
    CHECK(answer_of([] { return 2; }).body == "2");
    CHECK(answer_of(&a_function).body == R"("task")");
    CHECK(answer_of(&a_plain_function).body == R"("plain")");
}

TEST_CASE("what a handler returns goes out as JSON") {
    CHECK(answer_of([] { return json{{"a", 1}}; }).header("content-type") == "application/json");
    CHECK(answer_of([] { return json{{"a", 1}}; }).body == R"({"a":1})");
    CHECK(answer_of([] { return 2.0; }).body == "2.0");
    CHECK(answer_of([] { return true; }).body == "true");
    CHECK(answer_of([] { return nullptr; }).body == "null");
    CHECK(answer_of([] {}).body == "null");
    CHECK(answer_of([]() -> rt::task<> { co_return; }).body == "null");
    CHECK(answer_of([] { return std::vector<std::string>{"a", "b"}; }).body == R"(["a","b"])");
    CHECK(answer_of([] {
              return std::map<std::string, std::optional<int>>{{"k", {}}};
          }).body == R"({"k":null})");
}

TEST_CASE("text and HTML say what they are") {
    const test_answer plain = answer_of([] { return text("Hello, World!"); });
    CHECK(plain.header("content-type") == "text/plain; charset=utf-8");
    CHECK(plain.body == "Hello, World!");
    const test_answer page =
        answer_of([]() -> rt::task<html_response> { co_return html("<h1>Hi</h1>", 418); });
    CHECK(page.header("content-type") == "text/html; charset=utf-8");
    CHECK(page.status == 418);
}

TEST_CASE("a response that is returned replaces the one that was prepared") {
    const test_answer answer = answer_of(
        [](response& prepared) -> rt::task<response> {
            prepared.headers.set("x-lost", "1");
            response own(202, "<a/>", "application/xml");
            own.headers.add("x-own", "1");
            co_return own;
        },
        {.status = 201});
    CHECK(answer.status == 202);
    CHECK(answer.header("content-type") == "application/xml");
    CHECK(answer.header("x-own") == "1");
    CHECK(answer.header("x-lost") == "");
    CHECK(answer.body == "<a/>");
}

TEST_CASE("the declared status holds unless the handler sets one") {
    CHECK(answer_of([] { return 1; }, {.status = 201}).status == 201);
    CHECK(answer_of(
              [](response& out) {
                  out.status = 418;
                  return 1;
              },
              {.status = 201})
              .status == 418);
}

TEST_CASE("a status without body sends none") {
    const test_answer answer = answer_of([] {}, {.status = 204});
    CHECK(answer.status == 204);
    CHECK(answer.body.empty());
    CHECK(answer.header("content-type") == "");
}

TEST_CASE("a handler awaits other tasks") {
    CHECK(answer_of([]() -> rt::task<int> {
              const int four = co_await twice(2);
              const int eight = co_await twice(four);
              co_return eight;
          }).body == "8");
}

TEST_CASE("a task runs on the loop's thread, a plain handler on another") {
    const auto here = std::this_thread::get_id();
    CHECK(answer_of([here]() -> rt::task<bool> { co_return std::this_thread::get_id() == here; }).body ==
          "true");
    CHECK(answer_of([here] { return std::this_thread::get_id() == here; }).body == "false");
}

TEST_CASE("a handler that sleeps for an hour is tested in no time") {
    CHECK(answer_of([]() -> rt::task<std::string> {
              co_await rt::sleep_for(std::chrono::hours(1));
              co_return "awake";
          }).body == R"("awake")");
}

TEST_CASE("a handler's captures live as long as the app") {
    const std::string greeting = "a greeting longer than any short string";
    CHECK(answer_of([greeting]() -> rt::task<std::string> {
              const int four = co_await twice(2);
              co_return greeting + std::to_string(four);
          }).body == R"("a greeting longer than any short string4")");
}

TEST_CASE("parameters are moved to a plain handler") {
    app api;
    api.get<"/{name}">([](path<"name"> name, request& in, response& out) {
        out.headers.add("x-path", in.path());
        return std::move(*name);
    });
    const test_answer answer = test_client(api).get("/a-name-longer-than-any-short-string");
    CHECK(answer.body == R"("a-name-longer-than-any-short-string")");
    CHECK(answer.header("x-path") == "/a-name-longer-than-any-short-string");
}

TEST_CASE("one response serves request after request") {
    app api;
    api.get<"/{n}">([](path<"n", int> n) -> rt::task<json> { co_return json{{"n", *n}}; });
    test_client client(api);
    for (int n = 0; n < 3; ++n) CHECK(client.get("/" + std::to_string(n)).json()["n"] == n);
}
