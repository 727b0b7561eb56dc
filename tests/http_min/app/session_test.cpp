// session: what an app remembers of a browser.
#include <http_min/app/session.hpp>
#include <http_min/app/signed_text.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

constexpr test_client_options bare{.raise_server_exceptions = false};

void declare(app& api) {
    api.post<"/login">([](query<"user"> user, session& s) -> rt::task<json> {
        s["user"] = *user;
        s["visits"] = 0;
        co_return json{{"user", *user}};
    });
    api.get<"/me">([](session& s) -> rt::task<json> {
        if (!s.contains("user")) throw http_exception(401, "Not logged in");
        s["visits"] = s.get<int>("visits") + 1;
        co_return s.data();
    });
    api.get<"/peek">([](session& s) { return s.get<std::string>("user", "nobody"); });
    api.post<"/logout">([](session& s) -> rt::task<json> {
        s.clear();
        co_return json{{"ok", true}};
    });
}

void build(app& api) {
    declare(api);
    api.middleware(sessions{{.secret_key = "a secret"}});
}

std::string cookie_of(const test_answer& answer) {
    const std::string_view line = answer.header("set-cookie");
    return std::string(line.substr(0, line.find(';')));
}

}  // namespace

TEST_CASE("a session lives in its cookie") {
    app api;
    build(api);
    test_client client(api);
    const test_answer login = client.post("/login?user=ada");
    CHECK(login.header("set-cookie").starts_with("session="));
    CHECK(login.header("set-cookie").find("; path=/; Max-Age=1209600; HttpOnly; SameSite=lax") !=
          std::string_view::npos);
    CHECK(login.header("vary") == "Cookie");
    CHECK(client.get("/me").body == R"({"user":"ada","visits":1})");
    CHECK(client.get("/me").body == R"({"user":"ada","visits":2})");
}

TEST_CASE("no cookie is sent when the session has not changed, or has nothing") {
    app api;
    build(api);
    test_client client(api);
    CHECK(client.get("/peek").header("set-cookie") == "");
    CHECK(client.get("/me").status == 401);
    CHECK(client.post("/logout").header("set-cookie") == "");
    client.post("/login?user=ada");
    CHECK(client.get("/peek").body == "\"ada\"");
    CHECK(client.get("/peek").header("set-cookie") == "");
}

TEST_CASE("an empty session expires its cookie") {
    app api;
    build(api);
    test_client client(api);
    client.post("/login?user=ada");
    const test_answer logout = client.post("/logout");
    CHECK(logout.header("set-cookie") ==
          "session=null; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=lax");
    CHECK(client.get("/me").status == 401);
}

TEST_CASE("any text survives") {
    app api;
    build(api);
    test_client client(api);
    client.post("/login?user=%E5%8C%97%E4%BA%AC%20%F0%9F%98%80%22%3B%5C%00");
    CHECK(client.get("/peek").json() == json(std::string("北京 😀\";\\\0", 15)));
}

TEST_CASE("a cookie that was changed in any place, or is foreign, is an empty session") {
    app api;
    build(api);
    const std::string good = cookie_of(test_client(api).post("/login?user=ada"));
    for (std::size_t i = std::string_view("session=").size(); i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = bad[i] == 'A' ? 'B' : 'A';
        test_client client(api);
        client.set_headers("cookie: " + bad + "\r\n");
        CHECK(client.get("/peek").body == "\"nobody\"");
    }
    for (const char* const bad :
         {"session=", "session=null", "session=..", "session=a.b", "session=e30.1.", "session=\"\""}) {
        test_client client(api);
        client.set_headers(std::string("cookie: ") + bad + "\r\n");
        CHECK(client.get("/peek").body == "\"nobody\"");
    }
}

TEST_CASE("a session of another app's secret is empty") {
    app api, other;
    build(api);
    declare(other);
    other.middleware(sessions{{.secret_key = "another"}});
    test_client client(other);
    client.set_headers("cookie: " + cookie_of(test_client(api).post("/login?user=ada")) + "\r\n");
    CHECK(client.get("/peek").body == "\"nobody\"");
}

TEST_CASE("an error keeps what the session has become") {
    app api;
    build(api);
    api.get<"/refused">([](session& s) -> rt::task<json> {
        s["tries"] = 1;
        throw http_exception(403);
        co_return nullptr;
    });
    CHECK(test_client(api).get("/refused").header("set-cookie").starts_with("session="));
}

TEST_CASE("without the middleware a session is a 500 that says what is missing") {
    app api;
    std::string log;
    api.log_errors_to([&log](std::string_view text) { log += text; });
    declare(api);
    CHECK(test_client(api, bare).get("/peek").status == 500);
    CHECK(log.find("sessions") != log.npos);
}

TEST_CASE("a secret is needed") { CHECK_THROWS_AS(sessions({}), std::invalid_argument); }

TEST_CASE("signed text is read until it is too old, and not from the future") {
    const std::string given = sign_text("hello", "key", 1000);
    CHECK(read_signed_text(given, "key", 1000, 10) == "hello");
    CHECK(read_signed_text(given, "key", 1010, 10) == "hello");
    CHECK_FALSE(read_signed_text(given, "key", 1011, 10));
    CHECK_FALSE(read_signed_text(given, "key", 999, 10));
    CHECK(read_signed_text(given, "key", 999999, 0) == "hello");
    CHECK_FALSE(read_signed_text(given, "Key", 1000, 10));
    CHECK(read_signed_text(sign_text("now", "key"), "key", std::chrono::hours(1)) == "now");
    CHECK_FALSE(read_signed_text(given, "key", std::chrono::hours(1)));  // of 1970
}

TEST_CASE("secrets are equal as a whole") {
    CHECK(same_secret("abc", "abc"));
    CHECK(same_secret("", ""));
    CHECK_FALSE(same_secret("abc", "abd"));
    CHECK_FALSE(same_secret("abc", "ab"));
}
