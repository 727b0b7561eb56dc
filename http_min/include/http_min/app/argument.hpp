// argument -- how one parameter of a handler or a dependency is filled from a request and handed over.
//
// A new kind of parameter is a class with `from` (its source) and read(request, errors); or, for something
// handed over by reference, a specialisation here.
// Lifetime:  lives in the endpoint's frame until the handler has ended, or beside the dependency's value until
//            the request is over: so a handler or a dependency may take references.
#pragma once

#include <array>
#include <concepts>
#include <http_min/app/dependency.hpp>
#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/request_scope.hpp>
#include <http_min/app/response.hpp>
#include <http_min/app/state.hpp>
#include <tuple>
#include <type_traits>

namespace http_min {

template <class T>
concept request_parameter = requires(T value, request& in, validation_errors& errors) {
    { T::from } -> std::convertible_to<source>;
    value.read(in, errors);
};

// dep<f>: its value comes before all else.
template <class T>
concept dependency_parameter = requires(T value) {
    { value.wanted() } -> std::same_as<wanted_dependency>;
};

template <class Type>
struct argument {
    using stored = std::remove_cvref_t<Type>;
    static constexpr source from = stored::from;

    stored value;
    void read(request& in, response&, validation_errors& errors) { value.read(in, errors); }
    stored&& pass() { return std::move(value); }
};

template <class Type>
requires dependency_parameter<std::remove_cvref_t<Type>>
struct argument<Type> {
    static constexpr source from = source::none;

    std::remove_cvref_t<Type> value;
    void read(request&, response&, validation_errors&) {}
    std::remove_cvref_t<Type>&& pass() { return std::move(value); }
};

template <>
struct argument<request&> {
    static constexpr source from = source::none;

    request* value = nullptr;
    void read(request& in, response&, validation_errors&) { value = &in; }
    request& pass() { return *value; }
};

template <>
struct argument<response&> {
    static constexpr source from = source::none;

    response* value = nullptr;
    void read(request&, response& out, validation_errors&) { value = &out; }
    response& pass() { return *value; }
};

template <>
struct argument<background_tasks&> {
    static constexpr source from = source::none;

    background_tasks* value = nullptr;
    void read(request& in, response& out, validation_errors&) { value = &in.open_scope(out).tasks; }
    background_tasks& pass() { return *value; }
};

// A type that middleware lends: `session&` as a parameter.
template <class T>
inline constexpr bool is_lent = false;

template <class T>
requires is_lent<T>
struct argument<T&> {
    static constexpr source from = source::none;

    T* value = nullptr;
    void read(request& in, response&, validation_errors&) {
        value = &detail::lent_to<T>(
            in, "a handler takes what no middleware has lent: sessions, for one, are to be added");
    }
    T& pass() { return *value; }
};

// All parameters of a handler or a dependency. Errors are collected by source, then in the order of declaration.
template <class... Types>
class arguments {
    static constexpr std::size_t dependencies =
        (0 + ... + (dependency_parameter<std::remove_cvref_t<Types>> ? 1 : 0));

  public:
    static constexpr bool has_dependencies = dependencies > 0;
    static constexpr bool want_scope = has_dependencies || (std::same_as<Types, background_tasks&> || ...);

    // Finds or makes what is depended on, before read(). RETURNS whether all parameters on the way are right.
    rt::task<bool> solve(request_scope& scope) {
        std::array<wanted_dependency, dependencies> all;
        std::size_t count = 0;
        std::apply([&](auto&... each) { (want(each, all, count), ...); }, all_);
        co_return co_await scope.solve_all(all);
    }

    // Errors: request_validation_error, with everything that is wrong, in dependencies too.
    void read(request& in, response& out) {
        validation_errors errors;
        if (in.scope() != nullptr) errors = std::move(in.scope()->errors);
        read_all(in, out, errors);
        errors.throw_if_any();
    }

    // The same for a dependency: RETURNS false when something is wrong, and the scope knows what.
    bool try_read(request_scope& scope) {
        validation_errors errors;
        read_all(scope.in, scope.out, errors);
        const bool right = errors.empty();
        scope.errors.add_all(std::move(errors));
        return right;
    }

    template <class Handler>
    decltype(auto) call(const Handler& handler) {
        return std::apply([&](auto&... each) -> decltype(auto) { return handler(each.pass()...); }, all_);
    }

  private:
    template <class Argument, std::size_t Count>
    static void want(Argument& one, std::array<wanted_dependency, Count>& all, std::size_t& count) {
        if constexpr (requires { one.value.wanted(); }) all[count++] = one.value.wanted();
    }

    void read_all(request& in, response& out, validation_errors& errors) {
        read_from<source::none>(in, out, errors);
        read_from<source::path>(in, out, errors);
        read_from<source::query>(in, out, errors);
        read_from<source::header>(in, out, errors);
        read_from<source::cookie>(in, out, errors);
        read_from<source::body>(in, out, errors);
    }
    template <source From>
    void read_from(request& in, response& out, validation_errors& errors) {
        std::apply([&](auto&... each) { (read_if<From>(each, in, out, errors), ...); }, all_);
    }
    template <source From, class Argument>
    static void read_if(Argument& one, request& in, response& out, validation_errors& errors) {
        if constexpr (Argument::from == From) one.read(in, out, errors);
    }

    std::tuple<argument<Types>...> all_;
};

}  // namespace http_min
