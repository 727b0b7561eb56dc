// SPEC.md "Errors": what may be thrown, and what a client sees of it.
#include <stdexcept>

#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

// What this application throws of its own: the app says once what it means to a client.
struct no_such_kind : std::runtime_error {
    explicit no_such_kind(const std::string& kind) : std::runtime_error(kind) {}
};

json crash() { throw std::runtime_error("boom: secret-detail"); }

}  // namespace

void add_errors(app& api) {
    api.get<"/errors/http">([]() -> rt::task<json> {
        throw http_exception(409, "Conflict!", {{"x-error", "conflict-7"}});
        co_return json();
    });
    api.get<"/errors/object">([]() -> rt::task<json> {
        throw http_exception(400, json{{"code", 7}, {"why", {"a", "b"}}});
        co_return json();
    });
    api.get<"/errors/default-detail">([]() -> rt::task<json> {
        throw http_exception(403);
        co_return json();
    });
    api.get<"/errors/no-content">([]() -> rt::task<json> {
        throw http_exception(304);
        co_return json();
    });

    api.on_exception<no_such_kind>([](request& in, const no_such_kind& error) -> rt::task<response> {
        const json told{{"message", "no " + std::string(error.what()) + " today"}, {"path", in.path()}};
        co_return response(418, to_text(told), "application/json");
    });
    api.get<"/errors/custom/{kind}">([](path<"kind"> kind) -> rt::task<json> {
        throw no_such_kind(*kind);
        co_return json();
    });

    api.get<"/errors/crash">([]() -> rt::task<json> { co_return crash(); });
    api.get<"/errors/crash-sync">([] { return crash(); });
}

}  // namespace parity
