// SPEC.md "Mounts": an app of its own below /sub, and a directory of files, twice.
#include <cstdlib>
#include <http_min/app/static_files.hpp>

#include "exact.hpp"
#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

app sub_app() {
    app sub{{.title = "Sub"}};
    sub.on_exception<request_validation_error>(
        [](request&, const request_validation_error&) -> rt::task<text_response> {
            co_return text("invalid input", 400);
        });
    sub.get<"/hello">([](request& in) -> rt::task<json> {
        co_return json{{"message", "sub"}, {"root_path", in.root_path()}};
    });
    sub.get<"/square/{n}">([](path<"n", integer> n) -> rt::task<json> {
        co_return json{{"square", times(*n, *n)}};
    });
    return sub;
}

// Beside the sources, wherever the program is called from; or where PARITY_STATIC says.
std::string static_directory() {
    const char* const chosen = std::getenv("PARITY_STATIC");
    return chosen ? chosen : PARITY_STATIC_DIRECTORY;
}

}  // namespace

void add_mounts(app& api) {
    api.mount("/sub", sub_app());
    api.mount("/static", static_files(static_directory()));
    api.mount("/site", static_files(static_directory(), {.html = true}));
}

}  // namespace parity
