// SPEC.md "Session": a signed cookie.
#include "parity.hpp"

namespace parity {

using namespace http_min;

void add_sessions(app& api) {
    api.middleware(sessions({.secret_key = "a parity app keeps no secrets"}));
    api.post<"/session/login">([](query<"user"> user, session& s) -> rt::task<json> {
        s["user"] = *user;
        s["visits"] = 0;
        co_return json{{"user", *user}};
    });
    api.get<"/session/me">([](session& s) -> rt::task<json> {
        if (!s.contains("user")) throw http_exception(401, "Not logged in");
        const int visits = s.get<int>("visits") + 1;
        s["visits"] = visits;
        co_return json{{"user", s["user"]}, {"visits", visits}};
    });
    api.post<"/session/logout">([](session& s) -> rt::task<json> {
        s.clear();
        co_return json{{"ok", true}};
    });
}

}  // namespace parity
