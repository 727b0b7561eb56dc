// write_json -- a handler's value straight into the text of the response: no JSON value is built in between.
//
//   bool, numbers, text, nullptr, json; std::optional, ranges and string-keyed maps of these
//
// Errors:    std::invalid_argument for what has no JSON (NaN, text that is not UTF-8): the client gets a 500.
#pragma once

#include <charconv>
#include <concepts>
#include <http_min/wire/json.hpp>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <type_traits>

namespace http_min {

namespace detail {

template <class T>
struct has_json : std::false_type {};

template <class T>
concept json_scalar = std::same_as<T, json> || std::is_arithmetic_v<T> || std::same_as<T, std::nullptr_t> ||
    std::convertible_to<const T&, std::string_view>;
template <class T>
concept json_map = std::ranges::range<const T> && requires {
    typename T::mapped_type;
} && std::convertible_to<const typename T::key_type&, std::string_view>;
template <class T>
concept json_list = std::ranges::range<const T> && !json_scalar<T> && !json_map<T>;

template <json_scalar T>
struct has_json<T> : std::true_type {};
template <class T>
struct has_json<std::optional<T>> : has_json<T> {};
template <json_map T>
struct has_json<T> : has_json<typename T::mapped_type> {};
template <json_list T>
struct has_json<T> : has_json<std::ranges::range_value_t<const T>> {};

}  // namespace detail

template <class T>
concept json_writable = detail::has_json<T>::value;

inline void write_json(std::string& out, std::nullptr_t) { out += "null"; }
inline void write_json(std::string& out, const std::same_as<json> auto& value) { append_json(out, value); }
inline void write_json(std::string& out, std::same_as<bool> auto value) { out += value ? "true" : "false"; }
inline void write_json(std::string& out, std::floating_point auto value) { append_json_number(out, value); }

template <std::integral T>
requires(!std::same_as<T, bool>) void write_json(std::string& out, T value) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

template <class T>
requires(!std::same_as<T, json> &&
         std::convertible_to<const T&, std::string_view>) void write_json(std::string& out, const T& text) {
    append_json_string(out, text);
}

template <json_writable T>
void write_json(std::string& out, const std::optional<T>& value);
template <detail::json_map T>
void write_json(std::string& out, const T& map);
template <detail::json_list T>
void write_json(std::string& out, const T& list);

template <json_writable T>
void write_json(std::string& out, const std::optional<T>& value) {
    if (value)
        write_json(out, *value);
    else
        out += "null";
}

template <detail::json_map T>
void write_json(std::string& out, const T& map) {
    char before = '{';
    for (const auto& [key, value] : map) {
        out += before;
        append_json_string(out, key);
        out += ':';
        write_json(out, value);
        before = ',';
    }
    out += before == '{' ? "{}" : "}";
}

template <detail::json_list T>
void write_json(std::string& out, const T& list) {
    char before = '[';
    for (const auto& element : list) {
        out += before;
        write_json(out, element);
        before = ',';
    }
    out += before == '[' ? "[]" : "]";
}

}  // namespace http_min
