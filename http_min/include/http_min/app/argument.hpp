// argument -- how one parameter of a handler is filled from a request and handed over.
//
// A new kind of parameter is a class with `from` (its source) and read(request, errors); or, for something
// handed over by reference, a specialisation here.
// Lifetime:  lives in the endpoint's frame until the handler has ended, so a handler may take references.
#pragma once

#include <concepts>
#include <http_min/app/parameter.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/request_scope.hpp>
#include <http_min/app/response.hpp>
#include <tuple>
#include <type_traits>

namespace http_min {

template <class T>
concept request_parameter = requires(T value, request& in, validation_errors& errors) {
    { T::from } -> std::convertible_to<source>;
    value.read(in, errors);
};

template <class Type>
struct argument {
    using stored = std::remove_cvref_t<Type>;
    static constexpr source from = stored::from;

    stored value;
    void read(request& in, response&, validation_errors& errors) { value.read(in, errors); }
    stored&& pass() { return std::move(value); }
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

// All of a handler's parameters. Errors are collected by source, then in the order of declaration.
template <class... Types>
class arguments {
  public:
    static constexpr bool want_scope = (std::same_as<Types, background_tasks&> || ...);

    // Errors: request_validation_error, with everything that is wrong.
    void read(request& in, response& out) {
        validation_errors errors;
        read_from<source::none>(in, out, errors);
        read_from<source::path>(in, out, errors);
        read_from<source::query>(in, out, errors);
        read_from<source::header>(in, out, errors);
        read_from<source::cookie>(in, out, errors);
        read_from<source::body>(in, out, errors);
        errors.throw_if_any();
    }

    template <class Handler>
    decltype(auto) call(const Handler& handler) {
        return std::apply([&](auto&... each) -> decltype(auto) { return handler(each.pass()...); }, all_);
    }

  private:
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
