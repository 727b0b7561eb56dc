// percent_encode -- text for a place that takes letters, digits, "-._~" and what is named beside them; the bytes of all
// else as %XX (RFC 3986 section 2.1).
#pragma once
#include <string>
#include <string_view>

namespace http_min::wire {

inline std::string percent_encode(std::string_view text, std::string_view also_allowed = {}) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    for (const char c : text) {
        if (plain.find(c) != plain.npos || also_allowed.find(c) != also_allowed.npos) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += {'%', digits[byte >> 4], digits[byte & 15]};
    }
    return encoded;
}

}  // namespace http_min::wire
