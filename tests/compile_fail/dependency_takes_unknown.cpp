// expect: a dependency takes what a handler takes
// shows: current_user
#include <http_min/app/app.hpp>

using namespace http_min;

std::string current_user(std::string token) { return token; }

void routes(app& api) {
    api.get<"/">([](dep<current_user> name) { return *name; });
}
