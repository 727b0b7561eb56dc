// slash_redirect -- "/items/" where there is only "/items", or the other way round: a 307 to what exists.
#pragma once

#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/app/route_table.hpp>

namespace http_min {

// RETURNS whether the path with its last slash toggled has a route; `out` then sends the client there.
bool redirect_slash(const route_table& routes, const request& in, response& out);

}  // namespace http_min
