// write_result -- what a handler returned becomes the response.
//
//   void                   null
//   response               that response, instead of the one prepared
//   text(...), html(...)   whatever their write_to() says
//   file_response          whatever its answer() says, which may look at the request and wait
//   anything else          JSON
#pragma once

#include <concepts>
#include <http_min/app/response.hpp>
#include <http_min/app/write_json.hpp>
#include <rt/core/task.hpp>
#include <type_traits>
#include <utility>

namespace http_min {

class request;

}  // namespace http_min

namespace http_min::detail {

template <class T>
concept awaited_responder = requires(T value, request& in, response& out) {
    { std::move(value).answer(in, out) } -> std::same_as<rt::task<>>;
};

template <class Result>
concept writable_result =
    std::is_void_v<Result> || json_writable<Result> || responder<Result> || awaited_responder<Result>;

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
