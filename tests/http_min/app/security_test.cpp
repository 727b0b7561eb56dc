// security: what a client shows for itself, and what it is told when it shows nothing.
#include <http_min/app/security.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

constexpr http_basic basic;
constexpr http_bearer bearer;
constexpr optional_credentials<http_bearer> perhaps_bearer;
constexpr api_key_header<"x-key"> header_key;
constexpr api_key_query<"key"> query_key;
constexpr api_key_cookie<"key"> cookie_key;
constexpr oauth2_password_bearer<"token"> oauth2;

app guarded() {
    app api;
    api.get<"/basic">([](dep<basic> who) -> rt::task<json> { co_return json{who->username, who->password}; });
    api.get<"/bearer">([](dep<bearer> who) -> rt::task<json> {
        co_return json{who->scheme, who->credentials};
    });
    api.get<"/perhaps">([](dep<perhaps_bearer> who) -> rt::task<bool> { co_return who->has_value(); });
    api.get<"/header">([](dep<header_key> key) -> rt::task<std::string> { co_return *key; });
    api.get<"/query">([](dep<query_key> key) -> rt::task<std::string> { co_return *key; });
    api.get<"/cookie">([](dep<cookie_key> key) -> rt::task<std::string> { co_return *key; });
    api.get<"/oauth2">([](dep<oauth2> token) { return *token; });
    return api;
}

const app api = guarded();

test_answer get(std::string_view target, std::string header = "") {
    test_client client(api);
    if (!header.empty()) client.set_headers(header + "\r\n");
    return client.get(target);
}

void check_refused(const test_answer& answer, std::string_view challenge) {
    CHECK(answer.status == 401);
    CHECK(answer.body == R"({"detail":"Not authenticated"})");
    CHECK(answer.header("www-authenticate") == challenge);
}

}  // namespace

TEST_CASE("Basic gives name and password") {
    CHECK(get("/basic", "authorization: Basic YWRhOnM6Y3JldA==").body == R"(["ada","s:cret"])");
    CHECK(get("/basic", "authorization: basic Og==").body == R"(["",""])");
    check_refused(get("/basic"), "Basic");
    check_refused(get("/basic", "authorization: Bearer abc"), "Basic");
    for (const char* text : {"YWRh", "YWRhOnM6Y3JldA", "Y=Rh", "====", "\xff\xff\xff\xff"}) {
        const test_answer answer = get("/basic", std::string("authorization: Basic ") + text);
        CHECK(answer.status == 401);
        CHECK(answer.body == R"({"detail":"Invalid authentication credentials"})");
        CHECK(answer.header("www-authenticate") == "Basic");
    }
}

TEST_CASE("Bearer gives the token, and may be optional") {
    CHECK(get("/bearer", "authorization: bearer abc").body == R"(["bearer","abc"])");
    check_refused(get("/bearer"), "Bearer");
    check_refused(get("/bearer", "authorization: Bearer"), "Bearer");
    CHECK(get("/perhaps").body == "false");
    CHECK(get("/perhaps", "authorization: Bearer abc").body == "true");
    CHECK(get("/oauth2", "authorization: Bearer abc").body == R"("abc")");
    check_refused(get("/oauth2"), "Bearer");
}

TEST_CASE("an API key stands in a header, the query or a cookie") {
    CHECK(get("/header", "X-Key: k").body == R"("k")");
    CHECK(get("/query?key=a%20b").body == R"("a b")");
    CHECK(get("/cookie", "cookie: key=k").body == R"("k")");
    check_refused(get("/header"), "APIKey");
    check_refused(get("/query?key="), "APIKey");
    check_refused(get("/cookie"), "APIKey");
}

TEST_CASE("each scheme says for the document what it is") {
    CHECK(oauth2.security.token_url == "token");
    CHECK(query_key.security.in == "query");
    CHECK(query_key.security.parameter == "key");
    CHECK(perhaps_bearer.security.scheme == "bearer");
}
