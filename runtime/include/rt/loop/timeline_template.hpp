// timeline_template -- src/loop/timeline.html, as the build has put it into the library.
#pragma once

#include <string_view>

namespace rt {

extern const std::string_view timeline_template;

}  // namespace rt
