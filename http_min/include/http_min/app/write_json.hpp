// write_json -- a handler's value straight into the text of the response: no JSON value is built in between.
//
//   bool, numbers, text, nullptr, json, enums; std::optional, ranges, string-keyed maps and plain structs of these
//
// Errors:    std::invalid_argument for what has no JSON (NaN, infinity): the client gets a 500.
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <concepts>
#include <http_min/app/field.hpp>
#include <http_min/app/names.hpp>
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
concept json_map = std::ranges::range<const T> && !std::same_as<T, json> && requires {
    typename T::mapped_type;
}
&&std::convertible_to<const typename T::key_type&, std::string_view>;
template <class T>
concept json_list =
    std::ranges::range<const T> && !json_scalar<T> && !json_map<T> && !is_field<T> && !is_unset_or<T>;

template <class T>
concept json_struct =
    !json_scalar<T> && !std::ranges::range<const T> && !is_field<T> && !is_unset_or<T> && reflectable<T>;

template <json_scalar T>
struct has_json<T> : std::true_type {};
template <named_enum T>
struct has_json<T> : std::true_type {};
template <class T, class... Rules>
struct has_json<field<T, Rules...>> : has_json<T> {};
template <class T, class... Rules>
struct has_json<unset_or<T, Rules...>> : has_json<T> {};
template <class T>
struct has_json<std::optional<T>> : has_json<T> {};
template <json_map T>
struct has_json<T> : has_json<typename T::mapped_type> {};
template <json_list T>
struct has_json<T> : has_json<std::ranges::range_value_t<const T>> {};
template <class Fields>
struct all_have_json;
template <class... Field>
struct all_have_json<std::tuple<const Field&...>> : std::conjunction<has_json<Field>...> {};
template <json_struct T>
struct has_json<T> : all_have_json<decltype(fields_of(std::declval<const T&>()))> {};

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

inline void write_json(std::string& out, const named_enum auto& value) {
    append_json_string(out, name_of(value));
}

template <json_writable T>
void write_json(std::string& out, const std::optional<T>& value);
template <class T, class... Rules>
void write_json(std::string& out, const field<T, Rules...>& value);
template <detail::json_map T>
void write_json(std::string& out, const T& map);
template <detail::json_list T>
void write_json(std::string& out, const T& list);
template <detail::json_struct T>
void write_json(std::string& out, const T& thing);

template <json_writable T>
void write_json(std::string& out, const std::optional<T>& value) {
    if (value)
        write_json(out, *value);
    else
        out += "null";
}

template <class T, class... Rules>
void write_json(std::string& out, const field<T, Rules...>& value) {
    write_json(out, *value);
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

namespace detail {

constexpr bool is_written_as_it_is(std::string_view name) {
    for (const char c : name)
        if (c < 0x20 || c > 0x7e || c == '"' || c == '\\') return false;
    return true;
}

// `"name":`, one piece of constant text for nearly every field there is.
template <class T, std::size_t Index>
constexpr auto make_json_key() {
    constexpr std::string_view name = public_field_name<T, Index>();
    std::array<char, name.size() + 3> key{'"'};
    std::copy(name.begin(), name.end(), key.begin() + 1);
    key[name.size() + 1] = '"';
    key[name.size() + 2] = ':';
    return key;
}
template <class T, std::size_t Index>
inline constexpr auto json_key = make_json_key<T, Index>();

template <class Model, std::size_t Index, class T>
void write_field(std::string& out, const T& value) {
    if constexpr (is_unset_or<T>)
        if (!value.is_set()) return;  // what was not set is not written
    if constexpr (is_written_as_it_is(public_field_name<Model, Index>())) {
        out.append(json_key<Model, Index>.data(), json_key<Model, Index>.size());
    } else {
        append_json_string(out, public_field_name<Model, Index>());
        out += ':';
    }
    if constexpr (is_unset_or<T>)
        write_json(out, *value);
    else
        write_json(out, value);
    out += ',';
}

template <class T, std::size_t... Index>
void write_fields(std::string& out, const T& thing, std::index_sequence<Index...>) {
    (write_field<T, Index>(out, std::get<Index>(fields_of(thing))), ...);
}

}  // namespace detail

template <detail::json_struct T>
void write_json(std::string& out, const T& thing) {
    out += '{';
    detail::write_fields(out, thing, std::make_index_sequence<field_count<T>>());
    if (out.back() == ',') out.pop_back();
    out += '}';
}

}  // namespace http_min
