// write_result -- what a handler returned becomes the response.
//
//   void                   null
//   response               that response, instead of the one prepared
//   text(...), html(...)   whatever their write_to() says
//   anything else          JSON
#pragma once

#include <http_min/app/response.hpp>
#include <http_min/app/write_json.hpp>
#include <type_traits>
#include <utility>

namespace http_min::detail {

template <class Result>
concept writable_result = std::is_void_v<Result> || json_writable<Result> || responder<Result>;

template <class Result>
void write_result(response& out, Result&& value) {
    if constexpr (responder<Result>) {
        std::move(value).write_to(out);
    } else {
        out.headers.set("content-type", "application/json");
        write_json(out.body, value);
    }
    out.drop_forbidden_body();
}

}  // namespace http_min::detail
