// SPEC.md's rules, together: what no rule spells out follows from two of them.
#include "errors_of.hpp"
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;
using http_min::json;

namespace {

constexpr std::string_view origin = "Origin: https://app.example\r\n";

std::string cookie_line(const answer& a) {
    const std::string_view set = a.header("set-cookie");
    return "Cookie: other=1; " + std::string(set.substr(0, set.find(';'))) + "\r\n";
}

std::string path_of(const answer& redirect) {
    const std::string_view location = redirect.header("location");
    const std::size_t host = location.find("//");
    return std::string(host == location.npos ? location : location.substr(location.find('/', host + 2)));
}

}  // namespace

TEST_CASE("errors stand in order: path, query, header, cookie, body; a dependency's first") {
    over_each_transport([](transport& app) {
        CHECK(errors_of(app.send("PUT", "/items/x?note=n", "Content-Type: application/json\r\n",
                                 R"({"price":"p","tags":[1]})")) ==
              "422; int_parsing path item_id; missing body name; float_parsing body price; string_type body "
              "tags 0");
        CHECK(errors_of(app.post("/multi/x", R"({"item":{"name":""},"importance":0})")) ==
              "422; int_parsing path item_id; string_too_short body item name; missing body item price; "
              "missing body user; "
              "greater_than body importance");
        CHECK(errors_of(app.post("/multi/x", "{")) == "422; int_parsing path item_id; json_invalid body 1");
        CHECK(errors_of(app.get("/deps/common/a?skip=x&limit=y")) ==
              "422; int_parsing query skip; int_parsing query limit");
    });
}

TEST_CASE("a dependency that raises wins over errors found later, not over those found before") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/admin/keys", "X-Token: no\r\n").body == R"({"detail":"wrong X-Token"})");
        CHECK(errors_of(app.get("/admin/keys")) == "422; missing header x-token; missing header x-key");
        CHECK(errors_of(app.get("/admin/keys", "X-TOKEN: parity-token\r\n")) == "422; missing header x-key");
        CHECK(app.get("/admin/keys", "X-Key: no\r\n").status == 400);
        CHECK(app.send("POST", "/admin/keys").status == 405);
        CHECK(app.get("/admin/stats", "x_token: parity-token\r\n").status == 422);
    });
}

TEST_CASE(
    "a redirect for a slash keeps the query as it is, whatever the method, and comes for no other reason") {
    over_each_transport([](transport& app) {
        CHECK(path_of(app.get("/ping/?a=%2F&b=+&&c")) == "/ping?a=%2F&b=+&&c");
        CHECK(path_of(app.get("/people/a%20b/")) == "/people/a%20b");
        CHECK(path_of(app.get("/people/%C3%A9/?q")) == "/people/%C3%A9?q");
        CHECK(app.send("DELETE", "/ping/").status == 307);
        CHECK(app.get("/items/").status == 307);
        CHECK(path_of(app.get("/files?x=1")) == "/files/?x=1");
        CHECK(path_of(app.get("/sub?x")) == "/sub/?x");
        CHECK(path_of(app.get("/sub/hello/?x")) == "/sub/hello?x");
        CHECK(path_of(app.get("/site/sub?x=1&y")) == "/site/sub/?x=1&y");
        for (const char* lost :
             {"/ping//", "//ping", "//ping/", "/pin/", "/people//", "/sub//hello", "/subx"})
            CHECK(app.get(lost).status == 404);
        CHECK(app.send("POST", "/docs/").status == 307);
        const answer redirect = app.get("/ping/", origin);
        CHECK(redirect.body.empty());
        CHECK(redirect.header("access-control-allow-origin") == "https://app.example");
        CHECK(redirect.how_many("x-parity") == 1);
    });
}

TEST_CASE("a path is decoded once, before it is matched") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/people/%6De").body == R"({"user_id":"you"})");
        CHECK(app.get("/p%65ople/x").status == 200);
        CHECK(app.get("/people/a%2Fb").status == 404);
        CHECK(app.get("/files/a%2Fb%252F+").body == R"({"file_path":"a/b%2F+"})");
        CHECK(app.get("/files//abs/./x/../y").body == R"({"file_path":"/abs/./x/../y"})");
        CHECK(app.get("/people/%zz%4").body == R"({"user_id":"%zz%4"})");
        CHECK(app.get("/s%75b/hello").body == R"({"message":"sub","root_path":"/sub"})");
        CHECK(app.get("/people/a%3Fb%23c?q=1").body == R"({"user_id":"a?b#c"})");
    });
}

TEST_CASE("of keys that come again the last counts, a list takes all; case matters, blanks are decoded") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/query/page?skip=x&skip=2&%73kip=3&SKIP=y").body == R"({"skip":3,"limit":10})");
        CHECK(errors_of(app.get("/query/page?skip=1&skip=&limit")) ==
              "422; int_parsing query skip; int_parsing query limit");
        CHECK(app.get("/query/list?tag=&tag&tag=%26&n=%201").body == R"({"tag":["","","&"],"n":[1]})");
        CHECK(errors_of(app.get("/query/list?n=1&n=x&n=2&n=")) ==
              "422; int_parsing query n 1; int_parsing query n 3");
        CHECK(app.get("/query/mixed?needy=a+b%2B%20c&opt=+7").json()["needy"] == "a b+ c");
        CHECK(app.get("/query/mixed?needy=").json()["needy"] == "");
        CHECK(app.post("/login", "username=x&username=a+b%26&password=", "application/x-www-form-urlencoded")
                  .body == R"({"username":"a b&","password_length":0})");
        CHECK(
            app.get("/cookies", "Cookie: ads_id=a; visits=1; ads_id=\"b c\"\r\nCookie: visits=2\r\n").body ==
            R"({"ads_id":"b c","visits":2})");
        CHECK(app.get("/headers", "x-TOKEN: a\r\nX-Token: b, c\r\nx_token: d\r\nX-LEVEL:  3 \r\n").body ==
              R"({"user_agent":null,"x_token":["a","b, c"],"x_level":3})");
    });
}

TEST_CASE("a HEAD has the head of its GET where there is one, and is a 405 where not") {
    over_each_transport([](transport& app) {
        for (const char* target : {"/docs", "/redoc", "/openapi.json", "/static/hello.txt", "/site/",
                                   "/sub/docs", "/sub/openapi.json"}) {
            const answer get = app.get(target), head = app.send("HEAD", target);
            CHECK(head.status == 200);
            CHECK(head.header("content-type") == get.header("content-type"));
            const bool was_sent = head.how_many("date") == 1;  // what was called in process has no length
            CHECK((!was_sent || head.header("content-length") == std::to_string(get.body.size())));
        }
        for (const char* target : {"/", "/items/1", "/sub/hello", "/either", "/stream/numbers"}) {
            const answer head = app.send("HEAD", target);
            CHECK(head.status == 405);
            CHECK(head.header("allow").find("HEAD") == std::string_view::npos);
        }
    });
}

TEST_CASE("a mounted app answers its own errors, inside the middleware of the whole") {
    over_each_transport([](transport& app) {
        const answer refused = app.get("/sub/square/4.5", origin);
        CHECK(refused.status == 400);
        CHECK(refused.body == "invalid input");
        CHECK(refused.header("content-type") == "text/plain; charset=utf-8");
        CHECK(refused.header("access-control-allow-origin") == "https://app.example");
        CHECK(refused.how_many("x-parity") == 1);
        CHECK(app.send("PUT", "/sub/hello").header("allow") == "GET");
        CHECK(app.get("/sub/items").body == R"({"detail":"Not Found"})");
        CHECK(app.get("/sub/docs").body.find("/sub/openapi.json") != std::string::npos);
        CHECK(app.get("/sub/square/").status == 404);
    });
}

TEST_CASE("a preflight is answered whatever its path, and says what fails") {
    over_each_transport([](transport& app) {
        const std::string asks = std::string(origin) + "Access-Control-Request-Method: ";
        for (const char* path :
             {"/ping", "/items/1", "/none", "/sub/hello", "/static/hello.txt", "/methods"}) {
            const answer a = app.send("OPTIONS", path, asks + "POST\r\n");
            CHECK(a.status == 200);
            CHECK(a.body == "OK");
            CHECK(a.how_many("x-parity") <= 1);
        }
        CHECK(app.send("OPTIONS", "/ping", asks + "PUT\r\nAccess-Control-Request-Headers: x-custom,X-Bad\r\n")
                  .body == "Disallowed CORS method, headers");
        const answer foreign =
            app.send("OPTIONS", "/ping", "Origin: https://evil\r\nAccess-Control-Request-Method: GET\r\n");
        CHECK(foreign.body == "Disallowed CORS origin");
        CHECK(foreign.how_many("access-control-allow-origin") == 0);
        CHECK(app.send("OPTIONS", "/ping", origin).status == 405);
        CHECK(app.send("OPTIONS", "/methods", origin).body == R"({"method":"OPTIONS"})");
        for (const char* target :
             {"/none", "/typed/int/x", "/errors/http", "/session/me", "/stream/sync", "/static/hello.txt"}) {
            const answer a = app.get(target, origin);
            CHECK(a.header("access-control-allow-credentials") == "true");
            CHECK(a.header("vary").find("Origin") != std::string_view::npos);
        }
    });
}

TEST_CASE("a session is kept beside other cookies, also through errors, and only where it changes") {
    over_each_transport([](transport& app) {
        const answer in = app.send("POST", "/session/login?user=x&user=a%00%F0%9F%98%80");
        const std::string cookie = cookie_line(in);
        const answer me = app.get("/session/me", cookie);
        CHECK(me.json()["user"] == std::string("a\0😀", 6));
        CHECK(me.how_many("set-cookie") == 1);
        for (const char* target :
             {"/ping", "/none", "/typed/int/x", "/ping/", "/static/hello.txt", "/errors/http"})
            CHECK(app.get(target, cookie).how_many("set-cookie") == 0);
        CHECK(app.send("POST", "/session/login", cookie).status == 422);
        CHECK(app.send("POST", "/session/logout").how_many("set-cookie") == 0);
        CHECK(app.get("/session/me", "Cookie: session=junk\r\n" + cookie).status == 200);
    });
}

TEST_CASE("background tasks of a request whose stream, error or redirect comes instead") {
    over_each_transport([](transport& app) {
        CHECK(app.send("POST", "/background-refused/never").status == 409);
        CHECK(app.send("POST", "/background-crash/once").json()["queued"] == 2);
        CHECK(app.log_up_to("once", "crashing") == R"(["crashing"])");
        CHECK(app.get("/log/never").json()["events"] == json::array());
        CHECK(app.send("GET", "/background/none").status == 405);
        CHECK(app.get("/ping").status == 200);
    });
}

TEST_CASE("several requests at once have each their own dependencies, log and answer") {
    over_each_transport([](transport& app) {
        for (int i = 0; i < 3; ++i) {
            CHECK(app.get("/deps/uncached").body == R"({"values":[1,2,1],"calls":2})");
            CHECK(app.get("/deps/yield-crash/again" + std::to_string(i)).status == 500);
            CHECK(app.log_up_to("again" + std::to_string(i), "outer:close") ==
                  R"(["outer:open","inner:open","handler","inner:close","outer:close"])");
        }
    });
}
