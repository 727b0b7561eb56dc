// What is around all routes: CORS, R6's header on every answer, the hooks of SPEC.md "Basics" and part 3, the log.
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <rt/loop/sleep.hpp>

#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

double seconds_since_1970() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

void note_shutdown() {
    if (const char* const file = std::getenv("PARITY_SHUTDOWN_FILE"))
        std::ofstream(file, std::ios::app) << "shutdown\n";
}

}  // namespace

void add_lifecycle(app& api, memory& s) {
    api.on_startup([&s]() -> rt::task<> {
        co_await rt::sleep_for(std::chrono::milliseconds(200));
        s.started = seconds_since_1970();
    });
    api.on_shutdown(note_shutdown);
    api.middleware(cors({.allow_origins = {"https://app.example"},
                         .allow_methods = {"GET", "POST"},
                         .allow_headers = {"X-Custom"},
                         .allow_credentials = true}));
    api.middleware([](request&, response& out, call_next next) -> rt::task<> {
        co_await next();
        out.headers.set("x-parity", "1");
    });
    api.get<"/log/{token}">([&s](path<"token"> token) -> rt::task<json> {
        co_return json{{"events", s.log.of(*token)}};
    });
}

}  // namespace parity
