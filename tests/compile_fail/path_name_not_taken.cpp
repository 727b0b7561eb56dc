// expect: a {name} in a route's path is taken by no parameter: give the handler a path<"name", type>
// shows: "item_id"
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/shops/{shop_id}/items/{item_id}">([](path<"shop_id", int> shop) { return *shop; });
}
