// expect: a handler takes path<>, query<>, header<>, cookie<>, body<> (by value or const reference), request& and response&
// shows: "q"
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/items">([](query<"q">& q) { return *q; });
}
