// SPEC.md "CORS".
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

constexpr std::string_view ours = "Origin: https://app.example\r\n";
constexpr std::string_view foreign = "Origin: https://other.example\r\n";

answer preflight(transport& app, std::string_view origin, std::string_view method,
                 std::string_view headers = {}) {
    std::string lines(origin);
    lines.append("Access-Control-Request-Method: ").append(method).append("\r\n");
    if (!headers.empty()) lines.append("Access-Control-Request-Headers: ").append(headers).append("\r\n");
    return app.send("OPTIONS", "/items", lines);
}

}  // namespace

TEST_CASE("a page of the allowed origin may call, and is told so on errors too") {
    over_each_transport([](transport& app) {
        for (const char* path : {"/ping", "/nothing", "/typed/int/x"}) {
            const answer a = app.get(path, ours);
            CHECK(a.header("access-control-allow-origin") == "https://app.example");
            CHECK(a.header("access-control-allow-credentials") == "true");
            CHECK(a.header("vary") == "Origin");
        }
        CHECK(app.get("/ping", foreign).how_many("access-control-allow-origin") == 0);
        CHECK(app.get("/ping", foreign).status == 200);
    });
}

TEST_CASE("a preflight is answered before any route") {
    over_each_transport([](transport& app) {
        const answer a = preflight(app, ours, "POST", "X-Custom, content-type");
        CHECK(a.status == 200);
        CHECK(a.body == "OK");
        CHECK(a.header("access-control-max-age") == "600");
        CHECK(a.header("access-control-allow-origin") == "https://app.example");
        const answer refused = preflight(app, foreign, "DELETE", "X-Other");
        CHECK(refused.status == 400);
        CHECK(refused.body == "Disallowed CORS origin, method, headers");
        CHECK(refused.how_many("access-control-allow-origin") == 0);
        CHECK(preflight(app, ours, "DELETE").body == "Disallowed CORS method");
    });
}
