// expect: a handler spells out its parameters' types (no auto) and can be called in one way only
// shows: handler_has_one_signature
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/items/{item_id}">([](auto id) { return *id; });
}
