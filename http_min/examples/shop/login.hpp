// login.hpp -- who is it? Two dependencies: whoever takes one is called only when there is an answer.
#pragma once

#include <http_min/http_min.hpp>
#include <string>

namespace shop {

// Signs what clients keep for us. A real one is long, random, and not in the source.
inline constexpr std::string_view secret = "change me: whoever knows this can be anybody";

rt::task<std::string> customer(http_min::session& s);  // has logged in with a browser; else 401

}  // namespace shop
