// expect: a path<"name"> of a dependency stands for no {name} in the path of its route
// shows: "order_id"
#include <http_min/app/app.hpp>

using namespace http_min;

int order(path<"order_id", int> id) { return *id; }
int total(dep<order> which) { return *which; }

void routes(app& api) {
    api.get<"/items/{item_id}">([](path<"item_id", int> id, dep<total> sum) { return *id + *sum; });
}
