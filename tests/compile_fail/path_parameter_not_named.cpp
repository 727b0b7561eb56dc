// expect: a path<"name"> stands for no {name} in its route's path
// shows: "item_di"
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/items/{item_id}">(
        [](path<"item_id", int> id, path<"item_di", int> typo) { return *id + *typo; });
}
