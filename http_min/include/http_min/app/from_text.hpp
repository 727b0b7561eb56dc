// from_text -- a value out of text, as a path, a query, a header or a form has it. pydantic's rules.
//
//   integers  optional sign, digits, leading zeros, blanks around; never wrapped: out of range is a misfit
//   floats    decimal or exponent form, blanks around
//   bool      true 1 on t yes y / false 0 off f n no, any case
//   enum      one of its names
//   string    as it is
//   enum      the name of an enumerator, as names<T> says it
// An optional<T> is read as T: that it is absent shows before there is text.
//
// A type of your own: an overload that argument-dependent lookup finds.
#pragma once

#include <concepts>
#include <cstdint>
#include <http_min/app/names.hpp>
#include <http_min/app/validation_error.hpp>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

namespace detail {

// RETURNS nothing, and a value between the limits; or what is wrong.
std::optional<misfit> read_signed(std::string_view text, std::int64_t least, std::int64_t most,
                                  std::int64_t& value);
std::optional<misfit> read_unsigned(std::string_view text, std::uint64_t most, std::uint64_t& value);
misfit no_enumerator(std::string expected);

}  // namespace detail

std::optional<misfit> from_text(std::string_view text, double& value);
std::optional<misfit> from_text(std::string_view text, bool& value);
std::optional<misfit> from_text(std::string_view text, std::string& value);

template <std::signed_integral T>
std::optional<misfit> from_text(std::string_view text, T& value) {
    std::int64_t wide = 0;
    auto wrong =
        detail::read_signed(text, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), wide);
    value = static_cast<T>(wide);
    return wrong;
}

template <std::unsigned_integral T>
std::optional<misfit> from_text(std::string_view text, T& value) {
    std::uint64_t wide = 0;
    auto wrong = detail::read_unsigned(text, std::numeric_limits<T>::max(), wide);
    value = static_cast<T>(wide);
    return wrong;
}

template <named_enum T>
std::optional<misfit> from_text(std::string_view text, T& value) {
    const auto found = enumerator_of<T>(text);
    if (!found) return detail::no_enumerator(list_of_enumerators<T>());
    value = *found;
    return std::nullopt;
}

template <class T>
std::optional<misfit> from_text(std::string_view text, std::optional<T>& value) {
    return from_text(text, value.emplace());
}

template <class T>
concept readable_from_text = requires(std::string_view text, T& value) {
    { from_text(text, value) } -> std::same_as<std::optional<misfit>>;
};

}  // namespace http_min
