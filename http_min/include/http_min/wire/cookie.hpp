// cookie.hpp -- the cookies of a request.
//
// Source: RFC 6265 sections 4.2 and 5.4. As Python does it: values may be quoted, with backslash escapes and octal bytes inside.
#pragma once
#include <http_min/wire/header_view.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min::wire {

// The value of the last cookie with this name, in any of the Cookie lines, unquoted.
std::optional<std::string> find_cookie(const header_view& headers, std::string_view name);

// "a \"b\"" as a browser sent it, without the quotes and escapes; anything else as it is.
std::string unquoted_cookie(std::string_view value);

}  // namespace http_min::wire
