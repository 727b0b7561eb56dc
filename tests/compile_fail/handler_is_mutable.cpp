// expect: a handler serves many requests at once: its lambda cannot be mutable
// shows: handler_is_not_mutable
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/count">([count = 0]() mutable { return ++count; });
}
