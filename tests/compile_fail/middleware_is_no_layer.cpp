// expect: a middleware is called as (request&, response&, call_next) and returns rt::task<>: co_await next() lets the request go on
// shows: middleware_is_a_layer
#include <http_min/app/app.hpp>

using namespace http_min;

void layers(app& api) {
    api.middleware([](request&, response&) -> rt::task<> { co_return; });
}
