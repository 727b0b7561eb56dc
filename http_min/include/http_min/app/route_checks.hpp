// route_checks -- the rules for a route, for the compiler to look at in order; the first broken one is explained.
//
// A rule is a template that states it in one line; the compiler's next line shows what breaks it, as an argument.
// An endpoint is made only of what keeps all rules: so that one mistake gives one message.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/body_checks.hpp>
#include <http_min/app/dep_checks.hpp>
#include <http_min/app/handler_traits.hpp>
#include <http_min/app/path_checks.hpp>
#include <http_min/app/write_result.hpp>

namespace http_min::detail {

enum class route_rule {
    none,
    signature,
    unchanging,
    parameters,
    dependencies,
    path,
    names_taken,
    names_known,
    one_kind_of_body,
    one_body,
    result_outlives,
    result
};

template <class Handler, bool Holds = one_signature<Handler>>
struct handler_has_one_signature {
    static_assert(Holds,
                  "a handler spells out its parameters' types (no auto) and can be called in one way only");
};

template <class Handler, bool Holds = !handler_traits<Handler>::changes_itself>
struct handler_is_not_mutable {
    static_assert(Holds, "a handler serves many requests at once: its lambda cannot be mutable");
};

template <class Type, bool Holds = known_parameter<Type>>
struct handler_takes {
    static_assert(Holds,
                  "a handler takes path<>, query<>, header<>, cookie<>, body<>, form<>, file<>, dep<>, "
                  "state<> (by value or "
                  "const reference), request&, response&, background_tasks&, session& and, for a WebSocket, "
                  "websocket&");
};

template <fixed_string Path, pattern_problem Problem = path_pattern(Path.view()).problem()>
struct path_is_well_formed {
    static_assert(Problem != pattern_problem::no_slash, "a route's path begins with '/'");
    static_assert(Problem != pattern_problem::brace,
                  "a name in a route's path stands in braces: /items/{item_id}");
    static_assert(Problem != pattern_problem::not_alone,
                  "a {name} fills a whole segment of its route's path");
    static_assert(Problem != pattern_problem::converter, "a {name} may say :path, and no other converter");
    static_assert(Problem != pattern_problem::two_rests, "a route's path has at most one {name:path}");
    static_assert(Problem != pattern_problem::same_name, "a route's path has each {name} once");
    static_assert(Problem != pattern_problem::too_many, "a route's path has at most 8 names");
};

template <fixed_string Path, fixed_string Name, bool Taken>
struct path_name_is_taken {
    static_assert(
        Taken,
        "a {name} in a route's path is taken by no parameter: give the handler a path<\"name\", type>");
};

template <fixed_string Path, class Parameter, bool Holds = named_in<Parameter, Path>>
struct path_parameter_is_named {
    static_assert(Holds, "a path<\"name\"> stands for no {name} in its route's path");
};

template <class Result, bool Holds = writable_result<Result>>
struct handler_returns {
    static_assert(Holds,
                  "a handler returns JSON, text, numbers, structs, lists and maps of these, or a response");
};

template <class Handler, class Result, bool Holds>
struct handler_returns_what_lives {
    static_assert(
        Holds,
        "a handler returns a reference or a view of a parameter that dies with the call: return a value");
};

// What is asked about the parameters, which come as a pack.
template <class... Parameters>
struct parameter_rules {
    static constexpr bool all_known = (known_parameter<Parameters> && ...);
    template <fixed_string Path>
    static constexpr bool all_named = (named_in<Parameters, Path> && ...);
    template <fixed_string Path>
    static constexpr bool all_taken = takes_every_name<Parameters...>(path_pattern(Path.view()));

    static constexpr bool one_reads_body() {
        constexpr body_count count = body_counter<Parameters...>::count();
        return count.bodies < 2 || count.whole == 0;
    }

    static constexpr bool one_kind_of_body() {
        constexpr body_count count = body_counter<Parameters...>::count();
        return count.forms == 0 || count.forms == count.bodies;
    }

    static void explain_kinds() { static_cast<void>(sizeof(body_is_of_one_kind<Parameters...>)); }
    static void explain_bodies() { static_cast<void>(sizeof(body_is_read_by_one<Parameters...>)); }
    static void explain_types() { (static_cast<void>(sizeof(handler_takes<Parameters>)), ...); }
    template <fixed_string Path>
    static void explain_named() {
        (explain_name<Path, Parameters>(), ...);
    }
    template <fixed_string Path, class Parameter>
    static void explain_name() {
        using bare = std::remove_cvref_t<Parameter>;
        if constexpr (is_dep<bare>)
            parameters_of<bare, dependency_rules>::template explain_named<Path, bare>();
        else
            static_cast<void>(sizeof(path_parameter_is_named<Path, Parameter>));
    }
    template <fixed_string Path, std::size_t... Index>
    static void explain_taken(std::index_sequence<Index...>) {
        (static_cast<void>(
             sizeof(path_name_is_taken<Path, name_of<Path, Index>(),
                                       takes_name<Parameters...>(name_of<Path, Index>().view())>)),
         ...);
    }
};

template <class Handler>
using parameter_rules_of = typename handler_traits<Handler>::template arguments<parameter_rules>;
template <class Handler>
using dependency_rules_of = typename handler_traits<Handler>::template arguments<dependency_rules>;
template <class Handler>
using taken_by_value_of = typename handler_traits<Handler>::template arguments<taken_by_value>;
template <class Handler>
using result_of = typename handler_result<typename handler_traits<Handler>::result>::type;

template <fixed_string Path, class Handler>
constexpr route_rule first_broken_rule() {
    if constexpr (path_pattern(Path.view()).problem() != pattern_problem::none)
        return route_rule::path;
    else if constexpr (!one_signature<Handler>)
        return route_rule::signature;
    else if constexpr (handler_traits<Handler>::changes_itself)
        return route_rule::unchanging;
    else if constexpr (!parameter_rules_of<Handler>::all_known)
        return route_rule::parameters;
    else if constexpr (!dependency_rules_of<Handler>::sound())
        return route_rule::dependencies;
    else if constexpr (!parameter_rules_of<Handler>::template all_named<Path>)
        return route_rule::names_known;
    else if constexpr (!parameter_rules_of<Handler>::template all_taken<Path>)
        return route_rule::names_taken;
    else if constexpr (!parameter_rules_of<Handler>::one_kind_of_body())
        return route_rule::one_kind_of_body;
    else if constexpr (!parameter_rules_of<Handler>::one_reads_body())
        return route_rule::one_body;
    else if constexpr (!outlives_call<result_of<Handler>, taken_by_value_of<Handler>>)
        return route_rule::result_outlives;
    else if constexpr (!writable_result<result_of<Handler>>)
        return route_rule::result;
    else
        return route_rule::none;
}

template <route_rule Broken, fixed_string Path, class Handler>
void explain() {
    if constexpr (Broken == route_rule::path) static_cast<void>(sizeof(path_is_well_formed<Path>));
    if constexpr (Broken == route_rule::signature)
        static_cast<void>(sizeof(handler_has_one_signature<Handler>));
    if constexpr (Broken == route_rule::unchanging)
        static_cast<void>(sizeof(handler_is_not_mutable<Handler>));
    if constexpr (Broken == route_rule::parameters) parameter_rules_of<Handler>::explain_types();
    if constexpr (Broken == route_rule::dependencies) dependency_rules_of<Handler>::explain();
    if constexpr (Broken == route_rule::names_known)
        parameter_rules_of<Handler>::template explain_named<Path>();
    if constexpr (Broken == route_rule::names_taken)
        parameter_rules_of<Handler>::template explain_taken<Path>(
            std::make_index_sequence<path_pattern(Path.view()).names()>());
    if constexpr (Broken == route_rule::one_kind_of_body) parameter_rules_of<Handler>::explain_kinds();
    if constexpr (Broken == route_rule::one_body) parameter_rules_of<Handler>::explain_bodies();
    if constexpr (Broken == route_rule::result_outlives)
        static_cast<void>(sizeof(handler_returns_what_lives<Handler, result_of<Handler>, false>));
    if constexpr (Broken == route_rule::result)
        static_cast<void>(sizeof(handler_returns<result_of<Handler>>));
}

}  // namespace http_min::detail
