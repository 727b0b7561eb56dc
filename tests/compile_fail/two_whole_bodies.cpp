// expect: a request has one body: with several body<> parameters each has a key, body<type, embed<"key">>
// shows: two_whole
#include <http_min/app/app.hpp>

using namespace http_min;

struct two_whole {
    int number;
};

void routes(app& api) {
    api.post<"/items">([](body<two_whole> one, body<int> other) { return one->number + *other; });
}
