// expect: an exception handler is called as (request&, const Error&) and returns a response
// shows: exception_handler_answers
#include <http_min/app/app.hpp>

using namespace http_min;

void handlers(app& api) {
    api.on_exception<http_exception>([](request&, const http_exception& error) { return error.status; });
}
