// fixed_string -- text as a template argument: path<"item_id", int>.
//
// The compiler shows it as it was written, so an error message can name what it is about.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace http_min {

template <std::size_t Size>
struct fixed_string {
    char text[Size]{};  // public, as every member of a template argument must be; ends with '\0'

    constexpr fixed_string(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }
    constexpr std::string_view view() const { return {text, Size - 1}; }
};

}  // namespace http_min
