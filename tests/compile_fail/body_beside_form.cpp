// expect: a request has one body: JSON (body<>) or a form (form<>, file<>), not both
// shows: beside_form
#include <http_min/app/app.hpp>

using namespace http_min;

struct beside_form {
    int number;
};

void routes(app& api) {
    api.post<"/items">(
        [](body<beside_form> one, form<"name"> name) { return *name + std::to_string(one->number); });
}
