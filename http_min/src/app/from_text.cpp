// from_text.cpp -- numbers and truth values out of text.
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <http_min/app/from_text.hpp>
#include <system_error>

namespace http_min {

namespace {

constexpr std::string_view blanks = " \t\n\r\v\f";

std::string_view without_blanks(std::string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct digits {
    bool negative = false;
    std::string_view text;  // digits only, without leading zeros; empty: zero
};

// RETURNS nothing if the text is no integer, however long.
std::optional<digits> integer_in(std::string_view text) {
    text = without_blanks(text);
    digits found;
    found.negative = text.starts_with('-');
    if (found.negative || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty()) return std::nullopt;
    for (const char c : text)
        if (!is_digit(c)) return std::nullopt;
    const std::size_t first = text.find_first_not_of('0');
    found.text = first == text.npos ? std::string_view() : text.substr(first);
    return found;
}

misfit no_integer() {
    return {"int_parsing", "Input should be a valid integer, unable to parse string as an integer"};
}
misfit integer_too_big() {
    return {"int_parsing_size", "Unable to parse input string as an integer, exceeded maximum size"};
}
misfit no_number() {
    return {"float_parsing", "Input should be a valid number, unable to parse string as a number"};
}
misfit no_truth() { return {"bool_parsing", "Input should be a valid boolean, unable to interpret input"}; }

// RETURNS whether the digits, read as a magnitude, are at most `most`.
bool magnitude(std::string_view text, std::uint64_t most, std::uint64_t& value) {
    value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return text.empty() || (read.ec == std::errc() && value <= most);
}

}  // namespace

std::optional<misfit> detail::read_signed(std::string_view text, std::int64_t least, std::int64_t most,
                                          std::int64_t& value) {
    const auto found = integer_in(text);
    if (!found) return no_integer();
    // The lowest number has a magnitude that its own type cannot hold: count in unsigned.
    const std::uint64_t limit =
        found->negative ? 0 - static_cast<std::uint64_t>(least) : static_cast<std::uint64_t>(most);
    std::uint64_t size = 0;
    if (!magnitude(found->text, limit, size)) return integer_too_big();
    value = static_cast<std::int64_t>(found->negative ? 0 - size : size);
    return std::nullopt;
}

std::optional<misfit> detail::read_unsigned(std::string_view text, std::uint64_t most, std::uint64_t& value) {
    const auto found = integer_in(text);
    if (!found) return no_integer();
    if (!magnitude(found->text, found->negative ? 0 : most, value)) return integer_too_big();
    return std::nullopt;
}

std::optional<misfit> from_text(std::string_view text, double& value) {
    text = without_blanks(text);
    const bool has_sign = text.starts_with('+') || text.starts_with('-');
    const std::string_view size = text.substr(has_sign ? 1 : 0);
    if (size.empty() || !(is_digit(size[0]) || size[0] == '.')) return no_number();  // "inf", "nan", "+-1"
    if (text.starts_with('+')) text.remove_prefix(1);  // which from_chars does not know
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ptr != text.data() + text.size()) return no_number();
    if (read.ec == std::errc()) return std::nullopt;
    value = std::strtod(std::string(text).c_str(),
                        nullptr);  // tells what is too small, and zero, from what is too large
    if (!std::isfinite(value)) return no_number();
    return std::nullopt;
}

std::optional<misfit> from_text(std::string_view text, bool& value) {
    char lower[5];
    if (text.size() > sizeof lower) return no_truth();
    for (std::size_t i = 0; i < text.size(); ++i)
        lower[i] = text[i] >= 'A' && text[i] <= 'Z' ? static_cast<char>(text[i] - 'A' + 'a') : text[i];
    const std::string_view word(lower, text.size());
    for (const std::string_view yes : {"true", "1", "yes", "on", "t", "y"})
        if (word == yes) return value = true, std::nullopt;
    for (const std::string_view no : {"false", "0", "no", "off", "f", "n"})
        if (word == no) return value = false, std::nullopt;
    return no_truth();
}

std::optional<misfit> from_text(std::string_view text, std::string& value) {
    value = text;
    return std::nullopt;
}

misfit detail::no_enumerator(std::string expected) {
    misfit wrong{"enum", "Input should be " + expected};
    wrong.context["expected"] = std::move(expected);
    return wrong;
}

}  // namespace http_min
