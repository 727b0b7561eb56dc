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
#include <span>
#include <type_traits>
#include <utility>

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

namespace detail {

// One parameter at its place. A list of these is a struct that the compiler lays out in no time; a std::tuple is not.
template <std::size_t Index, class Type>
struct parameter_slot {
    argument<Type> it;
};

template <class Indices, class... Types>
struct parameter_slots;
template <std::size_t... Index, class... Types>
struct parameter_slots<std::index_sequence<Index...>, Types...> : parameter_slot<Index, Types>... {
    void read([[maybe_unused]] source from, [[maybe_unused]] request& in, [[maybe_unused]] response& out,
              [[maybe_unused]] validation_errors& errors) {
        ((argument<Types>::from == from ? slot<Index, Types>().read(in, out, errors) : void()), ...);
    }

    template <class Handler>
    decltype(auto) call(const Handler& handler) {
        return handler(slot<Index, Types>().pass()...);
    }

    void want([[maybe_unused]] wanted_dependency* to) { (want_one(slot<Index, Types>(), to), ...); }

  private:
    template <std::size_t At, class Type>
    argument<Type>& slot() {
        return static_cast<parameter_slot<At, Type>&>(*this).it;
    }
    template <class Argument>
    static void want_one(Argument& one, wanted_dependency*& to) {
        if constexpr (requires { one.value.wanted(); }) *to++ = one.value.wanted();
    }
};

}  // namespace detail

// All parameters of a handler or a dependency. Errors are collected by source, then in the order of declaration.
template <class... Types>
class arguments {
    static constexpr std::size_t dependencies =
        (0 + ... + (dependency_parameter<std::remove_cvref_t<Types>> ? 1 : 0));

  public:
    static constexpr bool want_scope = dependencies > 0 || (std::same_as<Types, background_tasks&> || ...);

    // What is depended on, to be found or made before read().
    std::span<const wanted_dependency> wanted() {
        all_.want(wanted_.data());
        return wanted_;
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
        return all_.call(handler);
    }

  private:
    void read_all(request& in, response& out, validation_errors& errors) {
        for (const source from :
             {source::none, source::path, source::query, source::header, source::cookie, source::body})
            all_.read(from, in, out, errors);
    }

    detail::parameter_slots<std::index_sequence_for<Types...>, Types...> all_;
    std::array<wanted_dependency, dependencies> wanted_;
};

}  // namespace http_min
