// SPEC.md "Session": R29.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

// The Cookie line that gives back what an answer has set.
std::string cookie_line(const answer& a) {
    const std::string_view set = a.header("set-cookie");
    return "Cookie: " + std::string(set.substr(0, set.find(';'))) + "\r\n";
}

}  // namespace

TEST_CASE("a session lives in a signed cookie, and counts visits") {
    over_each_transport([](transport& app) {
        const answer in = app.send("POST", "/session/login?user=%E2%98%83%20%22");
        CHECK(in.json()["user"] == "☃ \"");
        const std::string_view attributes = in.header("set-cookie");
        CHECK(attributes.substr(attributes.find(';')) == "; path=/; Max-Age=1209600; HttpOnly; SameSite=lax");
        const answer first = app.get("/session/me", cookie_line(in));
        CHECK(first.body == R"({"user":"☃ \"","visits":1})");
        CHECK(app.get("/session/me", cookie_line(first)).json()["visits"] == 2);
        const answer out = app.send("POST", "/session/logout", cookie_line(first));
        CHECK(out.body == R"({"ok":true})");
        CHECK(out.header("set-cookie").find("01 Jan 1970") != std::string_view::npos);
    });
}

TEST_CASE("a foreign or changed cookie is an empty session, and no session sets no cookie") {
    over_each_transport([](transport& app) {
        std::string cookie = cookie_line(app.send("POST", "/session/login?user=ada"));
        CHECK(app.get("/session/me").status == 401);
        CHECK(app.get("/session/me", "Cookie: session=nonsense\r\n").body == R"({"detail":"Not logged in"})");
        cookie[20] = cookie[20] == 'A' ? 'B' : 'A';
        CHECK(app.get("/session/me", cookie).status == 401);
        CHECK(app.get("/ping").how_many("set-cookie") == 0);
    });
}
