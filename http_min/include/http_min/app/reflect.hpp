// reflect -- the fields of a plain struct, their names and values, found by the compiler.
//
//   struct item { std::string name; double price; };
//   field_count<item> == 2;  field_name<item, 1>() == "price";  fields_of(thing) is a tuple of references
//
// The name is read off the compiler's own spelling of a pointer to the field, as a template argument.
// Errors:    a struct that is no aggregate, is empty, has a base or more than 24 fields is not `reflectable`.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace http_min {

namespace detail {

// Stands for a value of any type, to count how many a struct takes between its braces.
struct anything {
    template <class T>
    operator T() const {
        std::abort();  // never called; defined because clang asks for it where T is a file's own
    }
};

template <class T, std::size_t... Index>
constexpr bool takes_values(std::index_sequence<Index...>) {
    return requires { T{(static_cast<void>(Index), anything())...}; };
}

inline constexpr std::size_t most_fields = 24;

// A struct takes fewer values than it has fields too: the first number that is too many ends the search.
template <class T, std::size_t Count = 0>
constexpr std::size_t count_fields() {
    if constexpr (Count <= most_fields && takes_values<T>(std::make_index_sequence<Count + 1>()))
        return count_fields<T, Count + 1>();
    else
        return Count;
}

// Stands for what T is derived from, which is the first value between its braces.
template <class T>
struct any_base_of {
    template <class Base>
    requires(std::is_base_of_v<Base, T> && !std::is_same_v<Base, T>) operator Base() const;
};
template <class T>
concept derived = requires {
    T{any_base_of<T>()};
};

}  // namespace detail

template <class T>
inline constexpr std::size_t field_count = detail::count_fields<std::remove_cv_t<T>>();

template <class T>
concept reflectable = std::is_aggregate_v<T> && std::is_class_v<T> && !std::is_empty_v<T> &&
                      !detail::derived<T> && field_count<T> > 0 && field_count<T> <= detail::most_fields;

// References to all fields, in order.
template <class T>
requires reflectable<std::remove_const_t<T>>
constexpr auto fields_of(T& thing) {
    constexpr std::size_t count = field_count<T>;
    // clang-format off
    if constexpr (count == 1) { auto& [a] = thing; return std::tie(a); }
    else if constexpr (count == 2) { auto& [a, b] = thing; return std::tie(a, b); }
    else if constexpr (count == 3) { auto& [a, b, c] = thing; return std::tie(a, b, c); }
    else if constexpr (count == 4) { auto& [a, b, c, d] = thing; return std::tie(a, b, c, d); }
    else if constexpr (count == 5) { auto& [a, b, c, d, e] = thing; return std::tie(a, b, c, d, e); }
    else if constexpr (count == 6) { auto& [a, b, c, d, e, f] = thing; return std::tie(a, b, c, d, e, f); }
    else if constexpr (count == 7) { auto& [a, b, c, d, e, f, g] = thing; return std::tie(a, b, c, d, e, f, g); }
    else if constexpr (count == 8) { auto& [a, b, c, d, e, f, g, h] = thing; return std::tie(a, b, c, d, e, f, g, h); }
    else if constexpr (count == 9) { auto& [a, b, c, d, e, f, g, h, i] = thing; return std::tie(a, b, c, d, e, f, g, h, i); }
    else if constexpr (count == 10) { auto& [a, b, c, d, e, f, g, h, i, j] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j); }
    else if constexpr (count == 11) { auto& [a, b, c, d, e, f, g, h, i, j, k] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k); }
    else if constexpr (count == 12) { auto& [a, b, c, d, e, f, g, h, i, j, k, l] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l); }
    else if constexpr (count == 13) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m); }
    else if constexpr (count == 14) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n); }
    else if constexpr (count == 15) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o); }
    else if constexpr (count == 16) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p); }
    else if constexpr (count == 17) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q); }
    else if constexpr (count == 18) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r); }
    else if constexpr (count == 19) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s); }
    else if constexpr (count == 20) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t); }
    else if constexpr (count == 21) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u); }
    else if constexpr (count == 22) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v); }
    else if constexpr (count == 23) { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w); }
    else { auto& [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x] = thing; return std::tie(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x); }
    // clang-format on
}

namespace detail {

template <class T>
struct holder {
    T value;
};

#ifdef __clang__
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wundefined-var-template"  // only the addresses of its fields are looked at
#pragma clang diagnostic ignored "-Wundefined-internal"      // the same, for a struct of one file's own
#endif

template <class T>
extern const holder<T> specimen;

template <auto* Field>
constexpr std::string_view spelled() {
    return __PRETTY_FUNCTION__;  // "... [Field = &specimen.value.price]", and g++ "(& ... value.item::price); ..."
}

template <class T, std::size_t Index>
constexpr std::string_view name_of_field() {
    std::string_view text = spelled<&std::get<Index>(fields_of(specimen<T>.value))>();
    const std::size_t gcc_end = text.rfind("); ");
    text = text.substr(0, gcc_end != text.npos ? gcc_end : text.rfind(']'));
    return text.substr(text.find_last_of(".:") + 1);
}

#ifdef __clang__
#pragma clang diagnostic pop
#endif

}  // namespace detail

template <reflectable T, std::size_t Index>
constexpr std::string_view field_name() {
    return detail::name_of_field<T, Index>();
}

}  // namespace http_min
