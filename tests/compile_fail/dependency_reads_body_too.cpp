// expect: a request has one body: with several body<> parameters each has a key, body<type, embed<"key">>; those of dependencies count
// shows: signed_order
#include <http_min/app/app.hpp>

using namespace http_min;

int signed_order(body<int> number) { return *number; }

void routes(app& api) {
    api.post<"/orders">([](dep<signed_order> number, body<int> again) { return *number + *again; });
}
