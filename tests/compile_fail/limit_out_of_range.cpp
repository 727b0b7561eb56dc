// expect: the limit is out of the type's own range
// shows: unsigned char
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/items">([](query<"n", unsigned char, le<256>> n) { return *n; });
}
