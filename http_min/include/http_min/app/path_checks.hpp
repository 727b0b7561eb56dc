// path_checks -- a route's path and its handler's parameters, compared by the compiler.
//
// Each rule is one line; the compiler's next line shows the name that breaks it, as a template argument.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/path.hpp>
#include <http_min/app/path_pattern.hpp>
#include <type_traits>
#include <utility>

namespace http_min::detail {

template <fixed_string Path>
struct path_is_well_formed {
    static constexpr pattern_problem problem = path_pattern(Path.view()).problem();
    static_assert(problem != pattern_problem::no_slash, "a route's path begins with '/'");
    static_assert(problem != pattern_problem::brace,
                  "a name in a route's path stands in braces: /items/{item_id}");
    static_assert(problem != pattern_problem::not_alone,
                  "a {name} fills a whole segment of its route's path");
    static_assert(problem != pattern_problem::converter, "a {name} may say :path, and no other converter");
    static_assert(problem != pattern_problem::two_rests, "a route's path has at most one {name:path}");
    static_assert(problem != pattern_problem::same_name, "a route's path has each {name} once");
    static_assert(problem != pattern_problem::too_many, "a route's path has at most 8 names");
    static constexpr bool value = problem == pattern_problem::none;
};

// The index-th name of a path, as a template argument of its own.
template <fixed_string Path, std::size_t Index>
constexpr auto name_of() {
    constexpr std::size_t size = path_pattern(Path.view()).name(Index).size();
    char text[size + 1]{};
    for (std::size_t i = 0; i < size; ++i) text[i] = path_pattern(Path.view()).name(Index)[i];
    return fixed_string<size + 1>(text);
}

template <fixed_string Path, fixed_string Name, bool Taken>
struct path_name_is_taken {
    static_assert(
        Taken,
        "a {name} in a route's path is taken by no parameter: add path<\"name\", type> to the handler");
    static constexpr bool value = Taken;
};

template <fixed_string Path, fixed_string Name, bool Named>
struct path_parameter_is_named {
    static_assert(Named, "a path<\"name\"> stands for no {name} in its route's path");
    static constexpr bool value = Named;
};

template <class Parameter>
struct path_name {
    static constexpr bool is(std::string_view) { return false; }
    template <fixed_string Path>
    static constexpr bool is_in() {
        return true;
    }
};
template <fixed_string Name, class T, class... Rules>
struct path_name<path<Name, T, Rules...>> {
    static constexpr bool is(std::string_view name) { return Name.view() == name; }
    template <fixed_string Path>
    static constexpr bool is_in() {
        return path_parameter_is_named<Path, Name, path_pattern(Path.view()).has(Name.view())>::value;
    }
};

template <class... Parameters>
struct path_checks {
    template <fixed_string Path>
    static constexpr bool agree_with() {
        if constexpr (!path_is_well_formed<Path>::value)
            return false;
        else
            return (path_name<std::remove_cvref_t<Parameters>>::template is_in<Path>() && ...) &&
                   all_taken<Path>(std::make_index_sequence<path_pattern(Path.view()).names()>());
    }

  private:
    template <fixed_string Path, std::size_t... Index>
    static constexpr bool all_taken(std::index_sequence<Index...>) {
        return (
            path_name_is_taken<Path, name_of<Path, Index>(), taken(name_of<Path, Index>().view())>::value &&
            ...);
    }
    static constexpr bool taken(std::string_view name) {
        return (path_name<std::remove_cvref_t<Parameters>>::is(name) || ...);
    }
};

}  // namespace http_min::detail
