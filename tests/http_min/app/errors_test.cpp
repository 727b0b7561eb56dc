// errors: what is thrown in a handler, and what the client sees of it.
#include <http_min/testing/test_client.hpp>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "support/catch.hpp"

using namespace http_min;

namespace {

constexpr test_client_options sees_500{.raise_server_exceptions = false};

template <class Error>
test_answer answer_to(Error error) {
    app api;
    api.get<"/task">([error]() -> rt::task<json> {
        throw error;
        co_return nullptr;
    });
    api.get<"/plain">([error]() -> json { throw error; });
    const test_answer from_task = test_client(api, sees_500).get("/task");
    const test_answer from_plain = test_client(api, sees_500).get("/plain");
    CHECK(from_task.status == from_plain.status);
    CHECK(from_task.body == from_plain.body);
    return from_task;
}

}  // namespace

TEST_CASE("an http_exception is its status and its detail") {
    const test_answer answer = answer_to(http_exception(404, "Item not found"));
    CHECK(answer.status == 404);
    CHECK(answer.header("content-type") == "application/json");
    CHECK(answer.body == R"({"detail":"Item not found"})");
}

TEST_CASE("the detail is any JSON, and the reason phrase when there is none") {
    CHECK(answer_to(http_exception(400, json{{"code", 7}, {"why", {"a", "b"}}})).body ==
          R"({"detail":{"code":7,"why":["a","b"]}})");
    CHECK(answer_to(http_exception(403)).body == R"({"detail":"Forbidden"})");
}

TEST_CASE("an http_exception brings headers") {
    const http_exception error(409, "Conflict!", {{"x-error", "conflict-7"}, {"x-more", "1"}});
    CHECK(answer_to(error).header("x-error") == "conflict-7");
    CHECK(answer_to(error).header("x-more") == "1");
}

TEST_CASE("an http_exception whose status has no body sends none") {
    const test_answer answer = answer_to(http_exception(304));
    CHECK(answer.status == 304);
    CHECK(answer.body.empty());
}

TEST_CASE("an error forgets what the handler had prepared") {
    app api;
    api.get<"/">([](response& out) -> rt::task<json> {
        out.headers.add("x-half", "done");
        throw http_exception(400, "no");
        co_return nullptr;
    });
    CHECK(test_client(api, sees_500).get("/").headers.size() == 1);
}

TEST_CASE("any other exception is a 500, and its text goes to the log only") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view text) { log += text; });
    api.get<"/">([]() -> rt::task<json> {
        throw std::runtime_error("boom: secret-detail");
        co_return nullptr;
    });
    const test_answer answer = test_client(api, sees_500).get("/");
    CHECK(answer.status == 500);
    CHECK(answer.header("content-type") == "text/plain; charset=utf-8");
    CHECK(answer.body == "Internal Server Error");
    CHECK(log == "boom: secret-detail");
}

TEST_CASE("what is thrown need not be an exception of the library") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view text) { log += text; });
    api.get<"/">([]() -> int { throw 42; });
    CHECK(test_client(api, sees_500).get("/").status == 500);
    CHECK_FALSE(log.empty());
}

TEST_CASE("a value that has no JSON is a 500") {
    app api;
    api.log_errors_to([](std::string_view) {});
    api.get<"/">([] { return std::numeric_limits<double>::quiet_NaN(); });
    const test_answer answer = test_client(api, sees_500).get("/");
    CHECK(answer.status == 500);
    CHECK(answer.body == "Internal Server Error");
}

TEST_CASE("a header that would break the message is a 500") {
    app api;
    api.log_errors_to([](std::string_view) {});
    api.get<"/">([](response& out) -> rt::task<json> {
        out.headers.add("x-split", "a\r\nset-cookie: evil=1");
        co_return nullptr;
    });
    const test_answer answer = test_client(api, sees_500).get("/");
    CHECK(answer.status == 500);
    CHECK(answer.header("x-split") == "");
}

TEST_CASE("an http_exception whose detail has no JSON is a 500") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view text) { log += text; });
    api.get<"/">([]() -> rt::task<json> {
        throw http_exception(400, json(std::nan("")));
        co_return nullptr;
    });
    CHECK(test_client(api, sees_500).get("/").status == 500);
    CHECK(log == "NaN and infinity have no JSON");
}

TEST_CASE("a status that no answer can have is a 500") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view text) { log += text; });
    api.get<"/set/{status}">([](path<"status", int> status, response& out) -> rt::task<json> {
        out.status = *status;
        co_return nullptr;
    });
    api.get<"/thrown/{status}">([](path<"status", int> status) -> rt::task<json> {
        throw http_exception(*status);
        co_return nullptr;
    });
    for (const char* const target :
         {"/set/0", "/set/-1", "/set/199", "/set/600", "/thrown/99", "/thrown/1000"}) {
        log.clear();
        CHECK(test_client(api, sees_500).get(target).status == 500);
        CHECK(log == "the status of a response is 101 or from 200 to 599");
    }
}
