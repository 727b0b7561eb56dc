// html_escape(text) -- text as it stands in HTML, between tags or in a quoted attribute: < is &lt;.
//
// Whatever others have written goes into a page through here: else they write the page.
#pragma once

#include <string>
#include <string_view>

namespace http_min {

std::string html_escape(std::string_view text);

}  // namespace http_min
