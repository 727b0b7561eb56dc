// utf8.hpp -- is this text UTF-8, and where is it not (RFC 3629).
#pragma once
#include <cstddef>
#include <string_view>

namespace http_min::wire {

struct utf8_piece {
    std::size_t size;
    bool valid;
};

// The character at the front of `text`, or the longest start of one that breaks off: what one U+FFFD stands
// for.
// REQUIRES: text is not empty.
utf8_piece next_character(std::string_view text);

bool valid_utf8(std::string_view text);

}  // namespace http_min::wire
