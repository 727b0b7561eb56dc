// dep_checks -- what is to be said about parameters, in dependencies too. Facts and rules for the compiler.
//
// A rule that a dependency breaks names it, as an argument of its template.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/dependency_traits.hpp>
#include <http_min/app/path_checks.hpp>
#include <span>
#include <string_view>
#include <type_traits>

namespace http_min::detail {

template <class Parameter>
inline constexpr bool is_dep = dependency_parameter<std::remove_cvref_t<Parameter>>;

template <class Type>
concept passed_by_value = std::is_const_v<std::remove_reference_t<Type>> || !std::is_reference_v<Type>;
template <class Type>
concept known_parameter = std::same_as<Type, request&> || std::same_as<Type, response&> ||
    std::same_as<Type, background_tasks&> || std::same_as<Type, websocket&> ||
    (std::is_lvalue_reference_v<Type> && is_lent<std::remove_reference_t<Type>>) ||
    ((request_parameter<std::remove_cvref_t<Type>> || is_dep<Type>)&&passed_by_value<Type>);

// What the function of a dep<> takes and gives.
template <class Dep>
using traits_of = dependency_traits<typename Dep::callable>;
template <class Dep, template <class...> class To>
using parameters_of = typename traits_of<Dep>::template parameters<To>;

// A dep<> has the names that its function's parameters have.
template <class... Parameters>
struct path_names {
    static constexpr bool is([[maybe_unused]] std::string_view name) {
        return (path_name<std::remove_cvref_t<Parameters>>::is(name) || ...);
    }
    static constexpr bool is_in([[maybe_unused]] std::string_view text) {
        return (path_name<std::remove_cvref_t<Parameters>>::is_in(text) && ...);
    }
};
template <dependency_parameter Dep>
struct path_name<Dep> {
    static constexpr bool is(std::string_view name) { return parameters_of<Dep, path_names>::is(name); }
    static constexpr bool is_in(std::string_view text) { return parameters_of<Dep, path_names>::is_in(text); }
};

// Whether a result may refer to a parameter that the call takes away.
template <class Result>
inline constexpr bool refers = std::is_lvalue_reference_v<Result> || std::is_same_v<Result, std::string_view>;
template <class T, std::size_t Size>
inline constexpr bool refers<std::span<T, Size>> = true;
template <class... Parameters>
struct taken_by_value {
    static constexpr bool any = (request_parameter<Parameters> || ...);
};
template <class Result, class Taken>
concept outlives_call = !std::is_rvalue_reference_v<Result> && !(refers<Result> && Taken::any);
template <class Dep>
inline constexpr bool value_outlives_call =
    traits_of<Dep>::is_resource ||
    outlives_call<typename traits_of<Dep>::type, parameters_of<Dep, taken_by_value>>;

template <class Dep, bool Holds = traits_of<Dep>::is_known>
struct dependency_has_one_signature {
    static_assert(Holds,
                  "a dependency is a function or a const object that can be called in one way only, with its "
                  "parameters' types spelled out (no auto)");
};
template <class Dep, class Parameter, bool Holds = known_parameter<Parameter>>
struct dependency_takes {
    static_assert(
        Holds,
        "a dependency takes what a handler takes: path<>, query<>, header<>, cookie<>, body<>, dep<> "
        "(by value or const reference), request&, response&, background_tasks& and, for a WebSocket, "
        "websocket&");
};
template <class Dep, bool Holds = value_outlives_call<Dep>>
struct dependency_returns {
    static_assert(
        Holds,
        "a dependency returns a reference or a view of a parameter that dies with the call: take the "
        "parameters by const reference, for they live as long as the request, or return a value");
};
template <fixed_string Path, class Dep, class Parameter, bool Holds = named_in<Parameter, Path>>
struct path_parameter_of_dependency_is_named {
    static_assert(Holds, "a path<\"name\"> of a dependency stands for no {name} in the path of its route");
};

// Looks at each dep<> among the parameters, and at those in its function.
template <class... Parameters>
struct dependency_rules {
    static constexpr bool all_known = (known_parameter<Parameters> && ...);
    static constexpr bool sound() { return (is_sound<std::remove_cvref_t<Parameters>>() && ...); }
    static void explain() { (explain_one<std::remove_cvref_t<Parameters>>(), ...); }

    template <class Dep>
    static void explain_types() {
        (static_cast<void>(sizeof(dependency_takes<Dep, Parameters>)), ...);
    }
    template <fixed_string Path, class Dep>
    static void explain_named() {
        (explain_name<Path, Dep, Parameters>(), ...);
    }

  private:
    template <class Dep>
    static constexpr bool is_sound() {
        if constexpr (!is_dep<Dep>)
            return true;
        else if constexpr (!traits_of<Dep>::is_known)
            return false;
        else if constexpr (!parameters_of<Dep, dependency_rules>::all_known)
            return false;
        else
            return value_outlives_call<Dep> && parameters_of<Dep, dependency_rules>::sound();
    }

    template <class Dep>
    static void explain_one() {
        if constexpr (!is_sound<Dep>()) {
            if constexpr (!traits_of<Dep>::is_known)
                static_cast<void>(sizeof(dependency_has_one_signature<Dep>));
            else if constexpr (!parameters_of<Dep, dependency_rules>::all_known)
                parameters_of<Dep, dependency_rules>::template explain_types<Dep>();
            else if constexpr (!value_outlives_call<Dep>)
                static_cast<void>(sizeof(dependency_returns<Dep>));
            else
                parameters_of<Dep, dependency_rules>::explain();
        }
    }

    template <fixed_string Path, class Dep, class Parameter>
    static void explain_name() {
        using bare = std::remove_cvref_t<Parameter>;
        if constexpr (is_dep<bare>)
            parameters_of<bare, dependency_rules>::template explain_named<Path, bare>();
        else
            static_cast<void>(sizeof(path_parameter_of_dependency_is_named<Path, Dep, Parameter>));
    }
};

}  // namespace http_min::detail
