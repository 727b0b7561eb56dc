// returns<Model>: what a handler returns, as the model says it.
#include <http_min/testing/test_client.hpp>
#include <optional>
#include <string>
#include <vector>

#include "support/catch.hpp"

using namespace http_min;

struct user_in {
    std::string username;
    std::string password;
    std::optional<std::string> full_name;
};
struct user_out {
    std::string username;
    std::optional<std::string> full_name;
};
struct profile {
    std::string name;
    std::optional<std::string> bio;
    field<int, def<10>> score;
    field<std::vector<std::string>, def<>> tags;
};

namespace {

const json full = {{"name", "full"}, {"bio", "b"}, {"score", 10}, {"tags", {"x"}}, {"secret", "s3cret"}};
const json bare = {{"name", "bare"}};

template <class Handler>
std::string body_of(Handler handler) {
    app api;
    api.get<"/">(std::move(handler));
    return test_client(api).get("/").body;
}

}  // namespace

TEST_CASE("another struct is filtered to the fields of the model") {
    app api;
    api.post<"/users">([](body<user_in> user) -> returns<user_out> { return *user; }, {.status = 201});
    const test_answer answer = test_client(api).post("/users", json{{"username", "ada"}, {"password", "x"}});
    CHECK(answer.status == 201);
    CHECK(answer.body == R"({"username":"ada","full_name":null})");
    CHECK(answer.header("content-type") == "application/json");
}

TEST_CASE("JSON is filtered, and gets the model's defaults") {
    CHECK(body_of([]() -> rt::task<returns<profile>> { co_return bare; }) ==
          R"({"name":"bare","bio":null,"score":10,"tags":[]})");
    CHECK(body_of([]() -> returns<profile> { return full; }) ==
          R"({"name":"full","bio":"b","score":10,"tags":["x"]})");
    CHECK(
        body_of([]() -> returns<std::vector<profile>> {
            return json{bare, full};
        }) ==
        R"([{"name":"bare","bio":null,"score":10,"tags":[]},{"name":"full","bio":"b","score":10,"tags":["x"]}])");
}

TEST_CASE("what was not set can be left out; what was set to its default stays") {
    CHECK(body_of([]() -> returns<profile, unset_left_out> { return bare; }) == R"({"name":"bare"})");
    CHECK(body_of([]() -> returns<profile, unset_left_out> { return full; }) ==
          R"({"name":"full","bio":"b","score":10,"tags":["x"]})");
}

TEST_CASE("some fields can be named, to be the only ones or to be left out") {
    CHECK(body_of([]() -> returns<profile, include<"name", "score">> { return full; }) ==
          R"({"name":"full","score":10})");
    CHECK(body_of([]() -> returns<profile, exclude<"bio", "tags">> { return full; }) ==
          R"({"name":"full","score":10})");
    CHECK(body_of([]() -> returns<std::vector<profile>, include<"name">> {
              return json{bare, full};
          }) == R"([{"name":"bare"},{"name":"full"}])");
}

TEST_CASE("a value that does not fit is a 500 that tells the client nothing and the log what is wrong") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view text) { log = text; });
    api.get<"/">([]() -> rt::task<returns<profile>> { co_return json{{"bio", "..."}}; });
    const test_answer answer = test_client(api, {.raise_server_exceptions = false}).get("/");
    CHECK(answer.status == 500);
    CHECK(answer.body == "Internal Server Error");
    CHECK(log.find(R"("loc":["response","name"])") != log.npos);
    CHECK_THROWS_AS(test_client(api).get("/"), response_validation_error);
}
