// stream: a body that is made while it is sent.
#include <http_min/app/stream.hpp>
#include <http_min/testing/test_client.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/sleep.hpp>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min;

namespace {

rt::async_generator<std::string> numbers(int n) {
    for (int i = 0; i < n; ++i) co_yield std::to_string(i) + "\n";
}

rt::async_generator<std::string> slow_numbers(int n) {
    for (int i = 0; i < n; ++i) {
        co_yield std::to_string(i);
        co_await rt::sleep_for(std::chrono::hours(1));
    }
}

rt::generator<std::string> plain_lines(int n) {
    for (int i = 0; i < n; ++i) co_yield rt::loop::is_running_here() ? "on the loop\n" : "in the pool\n";
}

rt::async_generator<std::string> broken() {
    co_yield "one";
    throw std::runtime_error("secret");
}

rt::async_generator<std::string_view> views() {
    co_yield "a";
    co_yield "b";
}

template <class Handler>
test_answer answer_of(Handler handler, std::string_view method = "GET") {
    app api;
    api.get<"/">(handler);
    api.head<"/">(handler);
    api.log_errors_to([](std::string_view) {});
    return test_client(api).send(method, "/");
}

}  // namespace

TEST_CASE("the pieces of a stream are the body, one after the other") {
    const test_answer answer = answer_of([] { return stream(numbers(3)); });
    CHECK(answer.status == 200);
    CHECK(answer.body == "0\n1\n2\n");
    CHECK(answer.header("content-type") == "text/plain; charset=utf-8");
    CHECK(answer_of([] { return stream(views()); }).body == "ab");
    CHECK(answer_of([] { return stream(numbers(0)); }).body == "");
}

TEST_CASE("a stream has the media type and the status that it is given") {
    const test_answer answer = answer_of([] { return stream(numbers(1), "text/csv; charset=utf-8", 202); });
    CHECK(answer.header("content-type") == "text/csv; charset=utf-8");
    CHECK(answer.status == 202);
}

TEST_CASE("the status declared on the route is that of a stream") {
    app api;
    api.get<"/">([] { return stream(numbers(1)); }, {.status = 201});
    CHECK(test_client(api).get("/").status == 201);
}

TEST_CASE("a stream that takes days is tested in no time") {
    CHECK(answer_of([]() -> rt::task<stream_response> { co_return stream(slow_numbers(50)); }).body.size() ==
          90);
}

TEST_CASE("the steps of a plain generator run on the thread pool") {
    CHECK(answer_of([] { return stream(plain_lines(2)); }).body == "in the pool\nin the pool\n");
}

TEST_CASE("a stream that fails stops short, and its error is in the log and not in the body") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view text) { log = text; });
    api.get<"/">([] { return stream(broken()); });
    const test_answer answer = test_client(api, {.raise_server_exceptions = false}).get("/");
    CHECK_FALSE(answer.is_complete);
    CHECK(answer.body == "one");
    CHECK(log == "secret");
    CHECK_THROWS_AS(test_client(api).get("/"), std::runtime_error);
}

TEST_CASE("HEAD, and a status without body, do not begin the stream") {
    static bool begun;
    begun = false;
    const auto handler = [] {
        return stream([]() -> rt::async_generator<std::string> {
            begun = true;
            co_yield "x";
        }());
    };
    CHECK(answer_of(handler, "HEAD").body == "");
    app api;
    api.get<"/">(handler, {.status = 204});
    const test_answer none = test_client(api).get("/");
    CHECK(none.body == "");
    CHECK(none.header("content-type") == "");
    CHECK_FALSE(begun);
}
