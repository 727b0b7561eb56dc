// describe -- what a handler's parameters and its result say for the document.
//
// A parameter's class needs to know nothing of it: it is recognised by its shape, Kind<"name", type, rules...>.
// A parameter of another shape: a specialisation of parameter_in_document.
#pragma once

#include <http_min/app/body.hpp>
#include <http_min/app/handler_traits.hpp>
#include <http_min/app/operation_description.hpp>
#include <http_min/app/write_result.hpp>

namespace http_min {
template <reflectable Model>
class form_model;
}  // namespace http_min

namespace http_min::detail {

template <class T, class... Rules>
inline constexpr bool may_be_absent = is_optional<T> || (is_default<Rules> || ...);
template <class... Rules>
inline constexpr bool is_hidden = (std::is_same_v<Rules, hidden> || ...);

// request&, response& and the like say nothing; dep<> says itself what it is about.
template <class Parameter>
struct parameter_in_document {
    static void tell([[maybe_unused]] operation_description& to) {
        if constexpr (requires { Parameter::describe(to); }) Parameter::describe(to);
    }
};

template <template <fixed_string, class, class...> class Kind, fixed_string Name, class T, class... Rules>
struct parameter_in_document<Kind<Name, T, Rules...>> {
    using parameter = Kind<Name, T, Rules...>;
    static void tell(operation_description& to) {
        if constexpr (!is_hidden<Rules...>) {
            constexpr bool required = !may_be_absent<T, Rules...>;
            if constexpr (parameter::from == source::path)
                to.add_parameter(source::path, Name.view(), schema_of<T, Rules...>(to.models()), true);
            else if constexpr (parameter::from != source::body)
                to.add_parameter(parameter::from, parameter::name, schema_of<T, Rules...>(to.models()),
                                 required);
            else if constexpr (readable<T>)
                to.add_to_body(operation_description::body_kind::form, parameter::name,
                               schema_of<T, Rules...>(to.models()), required);
            else
                to.add_to_body(operation_description::body_kind::multipart, parameter::name,
                               schema_of<T, Rules...>(to.models()), required);
        }
    }
};

template <class T, class... Rules>
struct parameter_in_document<body<T, Rules...>> {
    static void tell(operation_description& to) {
        constexpr bool required = !may_be_absent<T, Rules...>;
        if constexpr (body<T, Rules...>::is_embedded)
            (tell_key<Rules>(to), ...);
        else
            to.set_body(operation_description::body_kind::json_text, schema_of<T, Rules...>(to.models()),
                        required);
    }

  private:
    template <class Rule>
    static void tell_key(operation_description& to) {
        if constexpr (is_embed<Rule>)
            to.add_to_body(operation_description::body_kind::json_text, Rule::key,
                           schema_of<T, Rules...>(to.models()), !may_be_absent<T, Rules...>);
    }
};

template <class T>
struct parameter_in_document<form_model<T>> {
    static void tell(operation_description& to) {
        to.set_body(operation_description::body_kind::form, schema_of<T>(to.models()), true);
    }
};

template <class... Types>
struct parameters_in_document {
    static void tell([[maybe_unused]] operation_description& to) {
        (parameter_in_document<std::remove_cvref_t<Types>>::tell(to), ...);
    }
};

// What a handler returns. A responder may say its media type, or the model that it sends:
// static constexpr std::string_view media_type; using model = item.
template <class Result>
void tell_result(operation_description& to) {
    if constexpr (requires { typename Result::model; } && responder<Result>)
        to.set_result("application/json", schema_of<typename Result::model>(to.models()));
    else if constexpr (requires { Result::media_type; })
        to.set_result(Result::media_type, schema_of_kind("string"));
    else if constexpr (std::is_void_v<Result> || json_writable<Result>)
        to.set_result("application/json", schema_of<Result>(to.models()));
}

// A dependency's parameters are those of the operation; one that secures it says how: security.hpp.
template <class Callable>
void tell_dependency(operation_description& to) {
    handler_traits<Callable>::template arguments<parameters_in_document>::tell(to);
    if constexpr (requires { Callable::security; }) to.add_security(Callable::security);
}

// All that a handler's signature says. `Result` is what its task gives.
template <class Handler, class Result>
void tell_handler(operation_description& to) {
    handler_traits<Handler>::template arguments<parameters_in_document>::tell(to);
    tell_result<std::remove_cvref_t<Result>>(to);
}

}  // namespace http_min::detail
