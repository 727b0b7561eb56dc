// sse and json_lines: what a generator yields, as events and as lines.
#include <http_min/app/event_stream.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

rt::async_generator<sse_event> ticks(int n) {
    for (int i = 0; i < n; ++i) {
        const json data{{"i", i}};  // named: g++ 12 takes no braces in a co_yield
        co_yield sse_event(data).id(std::to_string(i)).event("tick");
    }
}

rt::generator<sse_event> plain_ticks() { co_yield sse_event::text("plain"); }

rt::async_generator<json> values() {
    const json first{{"a", 1}};
    co_yield first;
    co_yield json("b");
}

std::string text_of(const sse_event& event) {
    std::string text;
    event.append_to(text);
    return text;
}

}  // namespace

TEST_CASE("events are sent as text/event-stream that nobody stores") {
    app api;
    api.get<"/">([] { return sse(ticks(2)); });
    const test_answer answer = test_client(api).get("/");
    CHECK(answer.header("content-type") == "text/event-stream; charset=utf-8");
    CHECK(answer.header("cache-control") == "no-cache");
    CHECK(answer.body == "id: 0\nevent: tick\ndata: {\"i\":0}\n\nid: 1\nevent: tick\ndata: {\"i\":1}\n\n");
}

TEST_CASE("the events of a plain generator are sent as well") {
    app api;
    api.get<"/">([] { return sse(plain_ticks()); });
    CHECK(test_client(api).get("/").body == "data: plain\n\n");
}

TEST_CASE("text of several lines is several data lines, however they end") {
    CHECK(text_of(sse_event::text("a\nb\r\nc\rd")) == "data: a\ndata: b\ndata: c\ndata: d\n\n");
    CHECK(text_of(sse_event::text("")) == "data: \n\n");
}

TEST_CASE("an event may tell when to come again, and a comment is no event") {
    CHECK(text_of(sse_event(1).retry(std::chrono::seconds(3))) == "data: 1\nretry: 3000\n\n");
    CHECK(text_of(sse_event::comment("ping")) == ": ping\n\n");
}

TEST_CASE("a name or id that would break into other fields is refused") {
    CHECK_THROWS_AS(sse_event().id("1\ndata: x"), std::invalid_argument);
    CHECK_THROWS_AS(sse_event().event("a\rb"), std::invalid_argument);
}

TEST_CASE("JSON lines are one value a line") {
    app api;
    api.get<"/">([] { return json_lines(values()); });
    const test_answer answer = test_client(api).get("/");
    CHECK(answer.header("content-type") == "application/jsonl");
    CHECK(answer.body == "{\"a\":1}\n\"b\"\n");
}
