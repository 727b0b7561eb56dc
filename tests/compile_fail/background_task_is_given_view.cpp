// expect: a background task runs after the handler has ended
// shows: basic_string_view
#include <http_min/app/app.hpp>

using namespace http_min;

void note(std::string_view) {}

void routes(app& api) {
    api.get<"/{name}">([](path<"name"> name, background_tasks& later) { later.add(note, std::string_view(*name)); });
}
