// media_type -- what kind of content a file's name promises: "a/b.html" is "text/html; charset=utf-8".
//
// Text says that it is UTF-8; JSON always is, and does not say so.
#pragma once
#include <string_view>

namespace http_min::wire {

// "application/octet-stream" for an extension that nobody knows.
std::string_view media_type_of(std::string_view path);

}  // namespace http_min::wire
