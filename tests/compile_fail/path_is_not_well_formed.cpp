// expect: a {name} fills a whole segment of its route's path
// shows: "/files/{name}.txt"
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/files/{name}.txt">([](path<"name"> name) { return *name; });
}
