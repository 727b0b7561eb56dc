#include <http_min/wire/cookie.hpp>

namespace http_min::wire {

namespace {

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == text.npos ? std::string_view()
                              : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool is_octal(std::string_view three) {
    return three.size() == 3 && three[0] <= '3' && three.find_first_not_of("01234567") == three.npos;
}

}  // namespace

std::string unquoted_cookie(std::string_view value) {
    if (value.size() < 2 || value.front() != '"' || value.back() != '"') return std::string(value);
    value = value.substr(1, value.size() - 2);
    std::string text;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i] != '\\' || i + 1 == value.size()) {
            text += value[i];
        } else if (const std::string_view code = value.substr(i + 1, 3); is_octal(code)) {
            text += static_cast<char>((code[0] - '0') * 64 + (code[1] - '0') * 8 + (code[2] - '0'));
            i += 3;
        } else {
            text += value[++i];
        }
    }
    return text;
}

std::optional<std::string> find_cookie(const header_view& headers, std::string_view name) {
    std::optional<std::string> found;
    for (const auto [key, line] : headers) {
        if (!same_name(key, "cookie")) continue;
        for (std::string_view left = line; !left.empty();) {
            const std::size_t end = left.find(';');
            const std::string_view pair = left.substr(0, end);
            left = end == left.npos ? std::string_view() : left.substr(end + 1);
            const std::size_t equals = pair.find('=');
            if (equals == pair.npos || trimmed(pair.substr(0, equals)) != name) continue;
            found = unquoted_cookie(trimmed(pair.substr(equals + 1)));
        }
    }
    return found;
}

}  // namespace http_min::wire
