// security: what a client shows for itself, and what it is told when it shows nothing.
#include <http_min/app/oauth2_form.hpp>
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
    api.post<"/token">([](dep<oauth2_password_request_form> sent) -> rt::task<json> {
        co_return json{*sent->username, *sent->password, sent->scopes(), *sent->client_id};
    });
    api.post<"/strict-token">([](dep<oauth2_password_request_form_strict> sent) -> rt::task<std::string> {
        co_return *sent->username;
    });
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

TEST_CASE("a token is asked for by OAuth2's form") {
    test_client client(api);
    const text_pairs least{{"username", "ada"}, {"password", "s"}};
    text_pairs all = least;
    all.insert(all.end(), {{"grant_type", "password"}, {"scope", "a:read  a:write "}, {"client_id", "c"}});
    CHECK(client.post("/token", {.form = least}).body == R"(["ada","s",[],null])");
    CHECK(client.post("/token", {.form = all}).body == R"(["ada","s",["a:read","a:write"],"c"])");
    CHECK(client.post("/token", {.json = json{{"username", "ada"}}}).status == 422);

    const auto nothing = client.post("/token", {.form = {{"grant_type", "passwords"}}});
    CHECK(nothing.json()["detail"] == json::parse(R"([
        {"type": "string_pattern_mismatch", "loc": ["body", "grant_type"], "msg": "String should match pattern '^password$'",
         "input": "passwords", "ctx": {"pattern": "^password$"}},
        {"type": "missing", "loc": ["body", "username"], "msg": "Field required", "input": null},
        {"type": "missing", "loc": ["body", "password"], "msg": "Field required", "input": null}])"));
}

TEST_CASE("a strict token form insists on its grant type") {
    test_client client(api);
    text_pairs form{{"username", "ada"}, {"password", "s"}};
    CHECK(client.post("/strict-token", {.form = form}).json()["detail"][0]["loc"] ==
          json{"body", "grant_type"});
    form.emplace_back("grant_type", "password");
    CHECK(client.post("/strict-token", {.form = form}).body == R"("ada")");
}

TEST_CASE("the document says what stands in OAuth2's form") {
    const json document = test_client(api).get("/openapi.json").json();
    const json& form =
        document["paths"]["/token"]["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"];
    const std::string ref = form["schema"]["$ref"];
    const json& schema = document["components"]["schemas"][ref.substr(ref.rfind('/') + 1)];
    CHECK(schema["required"] == json{"username", "password"});
    CHECK(schema["properties"]["password"]["format"] == "password");
    CHECK(schema["properties"]["scope"]["default"] == "");
}
