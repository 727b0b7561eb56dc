// expect: this rule says nothing about values of this type
// shows: http_min::ge<
#include <http_min/app/app.hpp>

using namespace http_min;

void routes(app& api) {
    api.get<"/items">([](query<"q", std::string, ge<1>> q) { return *q; });
}
