// date.hpp -- IMF-fixdate, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7).
#pragma once
#include <array>
#include <chrono>
#include <optional>
#include <string_view>

namespace http_min::wire {

using imf_fixdate = std::array<char, 29>;

// REQUIRES: a year of four digits.
imf_fixdate format_date(std::chrono::sys_seconds time);

// Empty for what is no such date, or in one of the two old forms, which nobody sends any more.
std::optional<std::chrono::sys_seconds> parse_date(std::string_view text);

// The text of the last second asked for: thousands of responses a second share one formatting.
// Lifetime:  the view points into the cache, until the next call.
// Threads:   one cache per loop.
class date_cache {
  public:
    std::string_view at(std::chrono::sys_seconds time) {
        if (time != time_) text_ = format_date(time_ = time);
        return {text_.data(), text_.size()};
    }

  private:
    std::chrono::sys_seconds time_{};
    imf_fixdate text_ = format_date(time_);
};

}  // namespace http_min::wire
