// validators -- whether what a client has is still what we would send: entity tags and dates (RFC 9110 section 13.1).
#pragma once
#include <chrono>
#include <http_min/wire/header_view.hpp>
#include <string_view>

namespace http_min::wire {

// What we would send: a strong tag with its quotes, and when it was last changed.
struct validators {
    std::string_view tag;
    std::chrono::sys_seconds modified;
};

// If-None-Match, which outweighs If-Modified-Since: the client has it already, 304.
bool is_not_modified(const header_view& request, const validators& ours);

// If-Range: absent, or naming exactly what we have. Else a range of ours does not fit what the client has.
bool range_still_fits(const header_view& request, const validators& ours);

}  // namespace http_min::wire
