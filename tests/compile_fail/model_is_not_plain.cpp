// expect: a model is a plain struct: no base, no constructor, nothing private, 1 to 24 fields
// shows: model_is_plain<stored_item
#include <http_min/app/app.hpp>

using namespace http_min;

struct item {
    std::string name;
};
struct stored_item : item {
    int id;
};

void routes(app& api) {
    api.post<"/items">([](body<stored_item> one) { return one->id; });
}
