// header_view.cpp -- comparing names.
#include <http_min/wire/header_view.hpp>

#include "grammar.hpp"

namespace http_min::wire {

bool same_name(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && grammar::to_lower(a[i]) != grammar::to_lower(b[i])) return false;
    }
    return true;
}

std::optional<std::string_view> header_view::find(std::string_view name) const {
    for (const auto [line_name, value] : *this) {
        if (same_name(line_name, name)) return value;
    }
    return std::nullopt;
}

}  // namespace http_min::wire
