// expect: a handler returns JSON, text, numbers, structs, lists and maps of these, or a response
// shows: handler_returns<socket_address
#include <http_min/app/app.hpp>

using namespace http_min;

class socket_address {};

void routes(app& api) {
    api.get<"/address">([]() -> rt::task<socket_address> { co_return socket_address(); });
}
