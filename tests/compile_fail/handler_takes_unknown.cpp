// expect: a handler takes path<>, query<>, header<>, cookie<>, body<>, form<>, file<>, dep<>, state<> (by value or const reference), request&, response&, background_tasks&, session& and, for a WebSocket, websocket&
// shows: handler_takes<int
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/items">([](int limit) { return limit; });
}
