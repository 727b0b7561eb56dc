// expect: a dependency returns a reference or a view of a parameter that dies with the call
// shows: first_word
#include <http_min/app/app.hpp>

using namespace http_min;

std::string_view first_word(query<"text"> text) { return std::string_view(*text).substr(0, text->find(' ')); }

void routes(app& api) {
    api.get<"/">([](dep<first_word> word) { return std::string(*word); });
}
