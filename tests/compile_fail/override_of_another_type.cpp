// expect: what stands in for a dependency gives a value of its type, or what converts to it
// shows: current_user
#include <http_min/app/app.hpp>

using namespace http_min;

std::string current_user() { return "ada"; }

void test(app& api) {
    api.override_dependency<current_user>([] { return std::vector<int>(); });
}
