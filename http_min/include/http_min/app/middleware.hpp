// middleware -- what every request passes on its way to the routes, and every answer on its way back: an onion.
//
//   api.middleware([](request& in, response& out, call_next next) -> rt::task<> {
//       const auto begin = steady_clock::now();
//       co_await next();                                   // the layers further in, then the routes
//       out.headers.set("x-process-time", seconds_since(begin));
//   });
//
// The layer that is added last is the outermost. After next() it may change the head of the answer, also of a 404 or a
// redirect; a streamed body has not begun then. Headers go in after next(): an answer may replace what was there.
// Without next() the layer itself is the answer. Around a WebSocket next() returns when the conversation is over, with the
// status 101, or that which has refused it.
// Errors:    what no exception handler takes comes out of next(), and is a 500 beyond the outermost layer.
// Lifetime:  a layer lives in the app, so it may be a capturing coroutine. `next` is for this request.
#pragma once

#include <concepts>
#include <cstddef>
#include <functional>
#include <rt/core/task.hpp>

namespace http_min {

class app;
class request;
class response;

class call_next {
  public:
    call_next(const app& api, std::size_t depth, request& in, response& out)
        : api_(&api), depth_(depth), in_(&in), out_(&out) {}

    rt::task<> operator()() const;

  private:
    const app* api_;
    std::size_t depth_;  // of the layer it leads to; 0 is the routes
    request* in_;
    response* out_;
};

using middleware = std::function<rt::task<>(request&, response&, call_next)>;

namespace detail {

template <class Layer>
concept middleware_layer = requires(const Layer layer, request& in, response& out, call_next next) {
    { layer(in, out, next) } -> std::same_as<rt::task<>>;
};

template <class Layer, bool Holds = middleware_layer<Layer>>
struct middleware_is_a_layer {
    static_assert(
        Holds,
        "a middleware is called as (request&, response&, call_next) and returns rt::task<>: co_await next() "
        "lets the request go on");
};

}  // namespace detail

}  // namespace http_min
