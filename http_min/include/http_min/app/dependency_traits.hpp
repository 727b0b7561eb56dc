// dependency_traits -- what a dependency takes, where it runs, and what it gives: read off its signature.
//
//   T f(...)                         on the thread pool, gives T
//   rt::task<T> f(...)               on the loop, gives T
//   rt::generator<T> f(...)          a resource: opens before its co_yield, gives what it yields, closes behind it; on the pool
//   rt::async_generator<T> f(...)    the same, on the loop
//   an object that says `runs_in_place`: what it returns, at once and on the loop; for what takes no time
#pragma once

#include <http_min/app/handler_traits.hpp>
#include <rt/core/async_generator.hpp>
#include <rt/core/generator.hpp>
#include <type_traits>

namespace http_min::detail {

enum class dependency_kind { plain, in_place, task, generator, async_generator };

template <class Result>
struct dependency_result {
    using type = Result;
    static constexpr dependency_kind kind = dependency_kind::plain;
};
template <class T>
struct dependency_result<rt::task<T>> {
    using type = T;
    static constexpr dependency_kind kind = dependency_kind::task;
};
template <class T>
struct dependency_result<rt::generator<T>> {
    using type = T;
    static constexpr dependency_kind kind = dependency_kind::generator;
};
template <class T>
struct dependency_result<rt::async_generator<T>> {
    using type = T;
    static constexpr dependency_kind kind = dependency_kind::async_generator;
};

template <class Callable>
concept runs_in_place = requires {
    requires Callable::runs_in_place;
};

// Of what cannot be called in one way: nothing, and route_checks.hpp says so.
template <class Callable>
struct dependency_traits {
    using type = void;
    using value = void;
    template <template <class...> class To>
    using parameters = To<>;

    static constexpr bool is_known = false;
    static constexpr bool is_resource = false;
};

template <class Callable>
requires one_signature<Callable>
struct dependency_traits<Callable> {
    using signature = handler_traits<Callable>;
    using result = dependency_result<typename signature::result>;
    using type = typename result::type;           // T, T& or void
    using value = std::remove_reference_t<type>;  // what parameters point to
    template <template <class...> class To>
    using parameters = typename signature::template arguments<To>;

    static constexpr bool is_known = !signature::changes_itself;
    static constexpr dependency_kind kind =
        runs_in_place<Callable> ? dependency_kind::in_place : result::kind;
    static constexpr bool is_resource =
        kind == dependency_kind::generator || kind == dependency_kind::async_generator;
};

}  // namespace http_min::detail
