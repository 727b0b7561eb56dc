// expect: a handler returns a reference or a view of a parameter that dies with the call: return a value
// shows: basic_string_view
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/{name}">([](path<"name"> name) { return std::string_view(*name); });
}
