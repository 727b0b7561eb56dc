// expect: a dependency is a function or a const object that can be called in one way only
// shows: dependency_has_one_signature<
#include <http_min/app/app.hpp>

using namespace http_min;

constexpr auto generic = [](auto) { return 1; };

void routes(app& api) {
    api.get<"/">([](dep<generic>) { return 1; });
}
