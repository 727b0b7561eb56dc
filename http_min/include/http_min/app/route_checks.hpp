// route_checks -- a path and a handler, looked at by the compiler before an endpoint is made of them.
//
// Each rule is a template that states it in one line and shows what breaks it in its arguments. The first
// broken rule ends the looking, so that one mistake gives one message.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/app/handler_traits.hpp>
#include <http_min/app/path_checks.hpp>
#include <http_min/app/write_result.hpp>

namespace http_min::detail {

template <class... Parameters>
struct parameter_checks {
    static constexpr bool all_known() { return (handler_takes<Parameters>::value && ...); }
};

template <fixed_string Path, class Handler>
constexpr bool route_is_sound() {
    if constexpr (handler_has_one_signature<Handler>::value) {
        using traits = handler_traits<Handler>;
        if constexpr (handler_is_not_mutable<Handler>::value)
            if constexpr (traits::template arguments<parameter_checks>::all_known())
                if constexpr (traits::template arguments<path_checks>::template agree_with<Path>())
                    return handler_returns<typename handler_result<typename traits::result>::type>::value;
    }
    return false;
}

}  // namespace http_min::detail
