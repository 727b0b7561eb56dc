// json.cpp -- one walk over the value, straight into the output.
#include <http_min/wire/json.hpp>

#include <charconv>
#include <cmath>
#include <http_min/wire/parse_json.hpp>
#include <http_min/wire/url.hpp>
#include <stdexcept>

#include "utf8.hpp"

namespace http_min {

namespace {

template <class Integer>
void append_integer(std::string& out, Integer number) {
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

// What may not stand in a string as it is (RFC 8259 section 7).
bool needs_escape(char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; }

void append_escape(std::string& out, char c) {
    switch (c) {
        case '"': out.append("\\\""); return;
        case '\\': out.append("\\\\"); return;
        case '\b': out.append("\\b"); return;
        case '\f': out.append("\\f"); return;
        case '\n': out.append("\\n"); return;
        case '\r': out.append("\\r"); return;
        case '\t': out.append("\\t"); return;
        default: break;
    }
    constexpr std::string_view hex = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    out.append("\\u00").append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
}

void append_value(std::string& out, const json& value, int depth);

void append_array(std::string& out, const json& array, int depth) {
    char before = '[';
    for (const json& element : array) {
        out.push_back(before);
        append_value(out, element, depth);
        before = ',';
    }
    out.append(before == '[' ? "[]" : "]");
}

void append_object(std::string& out, const json& object, int depth) {
    char before = '{';
    for (const auto& [key, element] : object.items()) {
        out.push_back(before);
        append_json_string(out, key);
        out.push_back(':');
        append_value(out, element, depth);
        before = ',';
    }
    out.append(before == '{' ? "{}" : "}");
}

void append_value(std::string& out, const json& value, int depth) {
    if (depth == max_json_depth) throw std::invalid_argument{"a JSON value is nested too deep to be written"};
    switch (value.type()) {
        case json::value_t::null: out.append("null"); return;
        case json::value_t::boolean: out.append(value.get<bool>() ? "true" : "false"); return;
        case json::value_t::number_integer: return append_integer(out, value.get<std::int64_t>());
        case json::value_t::number_unsigned: return append_integer(out, value.get<std::uint64_t>());
        case json::value_t::number_float: return append_json_number(out, value.get<double>());
        case json::value_t::string: return append_json_string(out, value.get_ref<const std::string&>());
        case json::value_t::array: return append_array(out, value, depth + 1);
        case json::value_t::object: return append_object(out, value, depth + 1);
        case json::value_t::binary: out.append(big_integer_text(value)); return;
        case json::value_t::discarded: break;
    }
    throw std::invalid_argument{"a discarded value has no JSON"};
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
    if (!wire::valid_utf8(text)) return append_json_string(out, wire::to_valid_utf8(text));
    out.push_back('"');
    std::size_t from = 0;  // what is not yet written begins here
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape(text[i])) continue;
        out.append(text.substr(from, i - from));
        append_escape(out, text[i]);
        from = i + 1;
    }
    out.append(text.substr(from)).push_back('"');
}

// The shortest text that reads back as the same number; without an exponent where Python writes none.
void append_json_number(std::string& out, double number) {
    if (!std::isfinite(number)) throw std::invalid_argument{"NaN and infinity have no JSON"};
    char digits[32];
    const double size = std::fabs(number);
    const bool plain = size == 0 || (size >= 1e-4 && size < 1e16);
    const auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
    const std::string_view text{digits, std::to_chars(digits, digits + sizeof digits, number, format).ptr};
    out.append(text);
    if (plain && text.find('.') == std::string_view::npos) out.append(".0");
}

void append_json(std::string& out, const json& value) { append_value(out, value, 0); }

std::string to_text(const json& value) {
    std::string out;
    append_json(out, value);
    return out;
}

}  // namespace http_min
