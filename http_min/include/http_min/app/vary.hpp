// vary -- says that an answer depends on a header of its request, for caches (RFC 9110 section 12.5.5).
#pragma once

#include <http_min/app/response.hpp>
#include <string_view>

namespace http_min {

// Adds `name` to Vary, unless it stands there or everything does.
void add_vary(response& out, std::string_view name);

}  // namespace http_min
