#include <algorithm>
#include <charconv>
#include <http_min/wire/byte_range.hpp>
#include <limits>
#include <optional>

namespace http_min::wire {

namespace {

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
    while (text.ends_with(' ') || text.ends_with('\t')) text.remove_suffix(1);
    return text;
}

// One that does not fit is larger than any file all the same.
std::optional<std::uint64_t> number(std::string_view digits) {
    std::uint64_t value = 0;
    const char* const end = digits.data() + digits.size();
    const auto [stop, wrong] = std::from_chars(digits.data(), end, value);
    if (digits.empty() || stop != end) return std::nullopt;
    return wrong == std::errc() ? value : std::numeric_limits<std::uint64_t>::max();
}

// "bytes", in whatever case.
bool is_unit(std::string_view name) {
    constexpr std::string_view unit = "bytes";
    return std::equal(name.begin(), name.end(), unit.begin(), unit.end(),
                      [](char c, char lower) { return (c | 0x20) == lower; });
}

}  // namespace

byte_range read_range(std::string_view field, std::uint64_t size) {
    const std::size_t equals = field.find('=');
    if (equals == field.npos || !is_unit(field.substr(0, equals))) return {};
    const std::string_view range = trimmed(field.substr(equals + 1));
    const std::size_t dash = range.find('-');
    if (dash == range.npos) return {};
    const std::string_view from = trimmed(range.substr(0, dash));
    const std::string_view to = trimmed(range.substr(dash + 1));

    const auto last = number(to);
    if (!to.empty() && !last) return {};
    if (from.empty()) {  // the last so many
        if (!last) return {};
        if (*last == 0 || size == 0) return {byte_range::kind::beyond, 0, 0};
        const std::uint64_t length = std::min(*last, size);
        return {byte_range::kind::part, size - length, length};
    }
    const auto first = number(from);
    if (!first || (last && *last < *first)) return {};
    if (*first >= size) return {byte_range::kind::beyond, 0, 0};
    const std::uint64_t end = last ? std::min(*last, size - 1) : size - 1;
    return {byte_range::kind::part, *first, end - *first + 1};
}

}  // namespace http_min::wire
