// utf8.cpp -- the well-formed sequences, as RFC 3629 section 4 lists them.
#include "utf8.hpp"

namespace http_min::wire {

// The second byte rules out what would be a second spelling: E0 wants A0 up and F0 90 up (overlong forms), ED
// at most 9F (surrogates), F4 at most 8F (beyond U+10FFFF).
utf8_piece next_character(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return {1, true};
    if (first < 0xc2 || first > 0xf4) return {1, false};
    const std::size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    const unsigned char lowest = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const unsigned char highest = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    for (std::size_t i = 1; i < size; ++i) {
        const unsigned char low = i == 1 ? lowest : 0x80;
        const unsigned char high = i == 1 ? highest : 0xbf;
        if (i == text.size() || byte(i) < low || byte(i) > high) return {i, false};
    }
    return {size, true};
}

bool valid_utf8(std::string_view text) {
    while (!text.empty()) {
        const utf8_piece piece = next_character(text);
        if (!piece.valid) return false;
        text.remove_prefix(piece.size);
    }
    return true;
}

}  // namespace http_min::wire
