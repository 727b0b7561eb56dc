// names<T> -- how the enumerators of an enum, or the fields of a struct, are called outside.
//
//   enum class color { red, green, blue };                    // "red", "green", "blue": nothing to write
//   enum class kind { list, int_ };                           // `int` is a word of C++:
//   template <> struct http_min::names<kind> {
//       static constexpr std::string_view outside(std::string_view name) { return name == "int_" ? "int" : name; }
//   };
//
// Enumerators are found between 0 and 63, by asking the compiler how it spells each value.
#pragma once

#include <array>
#include <cstddef>
#include <http_min/app/reflect.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace http_min {

template <class T>
struct names {
    static constexpr std::string_view outside(std::string_view name) { return name; }
};

namespace detail {

template <auto Value>
constexpr std::string_view spelled_value() {
    return __PRETTY_FUNCTION__;  // "... [Value = color::red]", "... [Value = (color)7]"; g++ "[with auto Value = ..."
}

// Empty: there is no such enumerator.
template <auto Value>
constexpr std::string_view enumerator_name() {
    std::string_view text = spelled_value<Value>();
    text = text.substr(text.find("Value = ") + 8);
    text = text.substr(0, text.find_first_of(";]"));
    const std::size_t before = text.find_last_of(":)");  // of a namespace, of a cast
    if (before != text.npos) text = text.substr(before + 1);
    return text.empty() || (text[0] >= '0' && text[0] <= '9') ? std::string_view() : text;
}

template <class Enum, std::size_t... I>
constexpr auto enumerators(std::index_sequence<I...>) {
    return std::array<std::string_view, sizeof...(I)>{enumerator_name<static_cast<Enum>(I)>()...};
}

inline constexpr std::size_t most_enumerators = 64;
template <class Enum>
inline constexpr auto enumerator_names = enumerators<Enum>(std::make_index_sequence<most_enumerators>());

}  // namespace detail

template <class T>
concept named_enum = std::is_enum_v<T>;

// Calls f(value, name) for each enumerator, in the order of their values.
template <named_enum Enum, class F>
constexpr void for_each_enumerator(F f) {
    for (std::size_t i = 0; i < detail::most_enumerators; ++i) {
        const std::string_view name = detail::enumerator_names<Enum>[i];
        if (!name.empty()) f(static_cast<Enum>(i), names<Enum>::outside(name));
    }
}

template <named_enum Enum>
constexpr std::string_view name_of(Enum value) {
    const auto i = static_cast<std::size_t>(value);
    return i < detail::most_enumerators ? names<Enum>::outside(detail::enumerator_names<Enum>[i])
                                        : std::string_view();
}

template <named_enum Enum>
constexpr std::optional<Enum> enumerator_of(std::string_view name) {
    std::optional<Enum> found;
    for_each_enumerator<Enum>([&](Enum value, std::string_view own) {
        if (own == name) found = value;
    });
    return found;
}

// 'red', 'green' or 'blue'
template <named_enum Enum>
std::string list_of_enumerators() {
    std::string text;
    std::size_t last = 0;
    for_each_enumerator<Enum>([&](Enum, std::string_view name) {
        if (!text.empty()) text += ", ";
        last = text.size();
        text.append("'").append(name).append("'");
    });
    if (last > 0) text.replace(last - 2, 2, " or ");
    return text;
}

namespace detail {

// A constant, for it is taken out of the compiler's own spelling: that is not to be done again for every request.
template <reflectable T, std::size_t Index>
inline constexpr std::string_view outside_name_of_field = names<T>::outside(field_name<T, Index>());

}  // namespace detail

// The name of a field as clients know it.
template <reflectable T, std::size_t Index>
constexpr std::string_view public_field_name() {
    return detail::outside_name_of_field<T, Index>;
}

}  // namespace http_min
