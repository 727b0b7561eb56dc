// set_cookie -- one more cookie for the client; delete_cookie takes it away again.
//
//   set_cookie(out, "flavour", "mint", {.max_age = 60, .http_only = true});
//       flavour=mint; HttpOnly; Max-Age=60; Path=/; SameSite=lax
//
// A value with characters that no cookie may hold is quoted, as Python does it: what cookie<> reads is what was set. To
// delete, name the same path and domain as when it was set.
// Errors:    std::invalid_argument for a name that is no token, and for attributes with control characters or ';'.
#pragma once

#include <cstdint>
#include <http_min/app/response.hpp>
#include <optional>
#include <string_view>

namespace http_min {

struct cookie_options {
    std::optional<std::int64_t> max_age = {};  // in seconds; without: until the browser is closed
    std::string_view expires = {};             // an IMF-fixdate
    std::string_view path = "/";
    std::string_view domain = {};
    std::string_view same_site = "lax";  // "strict", "none"; empty: left out
    bool secure = false;
    bool http_only = false;
};

void set_cookie(response& out, std::string_view name, std::string_view value,
                const cookie_options& options = {});
void delete_cookie(response& out, std::string_view name, cookie_options options = {});

}  // namespace http_min
