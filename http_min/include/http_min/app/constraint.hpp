// constraint -- what a parameter's value must satisfy, and what stands in when there is none, as types.
//
//   query<"limit", int, def<10>, ge<1>, le<100>>
//
// A rule has check(value), which returns a misfit or nothing. The first that fails is the one reported. An
// optional's rules hold for its value.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/validation_error.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace http_min {

// Any literal as a template argument: 10, 0.5, "none", color::red.
template <class T>
struct constant {
    T value;

    template <class U>
    constexpr constant(const U& literal) : value(literal) {}
};
template <class T>
constant(T) -> constant<T>;
template <std::size_t Size>
constant(const char (&)[Size]) -> constant<fixed_string<Size>>;

namespace detail {

template <std::size_t Size>
std::string plain(const constant<fixed_string<Size>>& text) {
    return std::string(text.value.view());
}
template <class T>
constexpr T plain(const constant<T>& literal) {
    return literal.value;
}

// In the words a limit is as short as can be; in the context it is of the value's kind: 0.0 for a float.
misfit beyond(std::string_view type, std::string_view words, const char* key, long long limit, bool of_float);
misfit beyond(std::string_view type, std::string_view words, const char* key, double limit, bool of_float);

template <class Value, class Limit>
misfit beyond(std::string_view type, std::string_view words, const char* key, Limit limit) {
    if constexpr (std::is_integral_v<Limit>)
        return beyond(type, words, key, static_cast<long long>(limit), std::is_floating_point_v<Value>);
    else
        return beyond(type, words, key, static_cast<double>(limit), std::is_floating_point_v<Value>);
}

template <class T>
concept number = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

// A limit as a T, if a T can be that.
template <class T, constant Limit>
consteval T limit_as() {
    static_assert(std::is_floating_point_v<T> || std::is_integral_v<decltype(Limit.value)>,
                  "the limit of an integer is an integer");
    if constexpr (std::is_integral_v<T>)
        static_assert(std::in_range<T>(Limit.value), "the limit is out of the type's own range");
    return static_cast<T>(Limit.value);
}

}  // namespace detail

// The default. Without one a parameter is required, unless it is an optional. def<> is an empty list.
template <constant... Values>
struct def {
    template <class T>
    static T make() {
        if constexpr (requires {
                          typename T::value_type;
                          typename T::allocator_type;
                      } &&
                      !std::is_same_v<T, std::string>)
            return T{static_cast<typename T::value_type>(detail::plain(Values))...};
        else
            return T(detail::plain(Values)...);
    }
};

template <constant Limit>
struct gt {
    template <detail::number T>
    static std::optional<misfit> check(const T& value) {
        if (value > detail::limit_as<T, Limit>()) return std::nullopt;
        return detail::beyond<T>("greater_than", "Input should be greater than ", "gt", Limit.value);
    }
};

template <constant Limit>
struct ge {
    template <detail::number T>
    static std::optional<misfit> check(const T& value) {
        if (value >= detail::limit_as<T, Limit>()) return std::nullopt;
        return detail::beyond<T>("greater_than_equal", "Input should be greater than or equal to ", "ge",
                                 Limit.value);
    }
};

template <constant Limit>
struct lt {
    template <detail::number T>
    static std::optional<misfit> check(const T& value) {
        if (value < detail::limit_as<T, Limit>()) return std::nullopt;
        return detail::beyond<T>("less_than", "Input should be less than ", "lt", Limit.value);
    }
};

template <constant Limit>
struct le {
    template <detail::number T>
    static std::optional<misfit> check(const T& value) {
        if (value <= detail::limit_as<T, Limit>()) return std::nullopt;
        return detail::beyond<T>("less_than_equal", "Input should be less than or equal to ", "le",
                                 Limit.value);
    }
};

}  // namespace http_min
