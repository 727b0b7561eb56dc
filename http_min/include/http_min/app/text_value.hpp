// text_value -- a type whose JSON is a text: it has to_string(), and says so.
//
//   class colour { … std::string to_string() const; };
//   template <> struct http_min::detail::written_as_text<colour> : std::true_type {};
#pragma once

#include <http_min/app/validation_error.hpp>
#include <http_min/app/write_json.hpp>
#include <string>
#include <type_traits>

namespace http_min {

namespace detail {

template <class T>
struct written_as_text : std::false_type {};

}  // namespace detail

template <class T>
concept text_value = detail::written_as_text<T>::value;

template <text_value T>
struct detail::has_json<T> : std::true_type {};

template <text_value T>
void write_json(std::string& out, const T& value) {
    append_json_string(out, value.to_string());
}

// For json{{"day", day}}.
template <text_value T>
void to_json(json& to, const T& value) {
    to = value.to_string();
}

}  // namespace http_min
