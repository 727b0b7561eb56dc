// path_checks -- do a route's path and its handler's parameters name the same things? Facts for the compiler.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/path.hpp>
#include <http_min/app/path_pattern.hpp>
#include <string_view>
#include <type_traits>
#include <utility>

namespace http_min::detail {

// The index-th name of a path, as a template argument of its own.
template <fixed_string Path, std::size_t Index>
constexpr auto name_of() {
    constexpr std::size_t size = path_pattern(Path.view()).name(Index).size();
    char text[size + 1]{};
    for (std::size_t i = 0; i < size; ++i) text[i] = path_pattern(Path.view()).name(Index)[i];
    return fixed_string<size + 1>(text);
}

// Is a parameter path<"name"> for this name? And its own name, if it is a path<>: is that in the path?
template <class Parameter>
struct path_name {
    static constexpr bool is(std::string_view) { return false; }
    static constexpr bool is_in(std::string_view) { return true; }
};
template <fixed_string Name, class T, class... Rules>
struct path_name<path<Name, T, Rules...>> {
    static constexpr bool is(std::string_view name) { return Name.view() == name; }
    static constexpr bool is_in(std::string_view text) { return path_pattern(text).has(Name.view()); }
};

template <class... Parameters>
constexpr bool takes_name([[maybe_unused]] std::string_view name) {
    return (path_name<std::remove_cvref_t<Parameters>>::is(name) || ...);
}

template <class... Parameters>
constexpr bool takes_every_name(const path_pattern& pattern) {
    for (std::size_t i = 0; i < pattern.names(); ++i)
        if (!takes_name<Parameters...>(pattern.name(i))) return false;
    return true;
}

template <class Parameter, fixed_string Path>
inline constexpr bool named_in = path_name<std::remove_cvref_t<Parameter>>::is_in(Path.view());

}  // namespace http_min::detail
