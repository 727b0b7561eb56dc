// SPEC.md "Threads": what runs on the event loop, and what in the pool.
#include <chrono>
#include <rt/loop/sleep.hpp>
#include <thread>

#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

bool on_a_loop() { return rt::loop::is_running_here(); }

rt::task<bool> async_dependency() { co_return on_a_loop(); }
bool plain_dependency() { return on_a_loop(); }
json mixed_dependency(dep<async_dependency> sub) { return {{"async_sub", *sub}, {"self", on_a_loop()}}; }

using sleep_time = query<"ms", integer, ge<0>, le<5000>>;

}  // namespace

void add_threads(app& api) {
    api.get<"/threads/async">([]() -> rt::task<json> { co_return json{{"on_event_loop", on_a_loop()}}; });
    api.get<"/threads/sync">([] { return json{{"on_event_loop", on_a_loop()}}; });
    api.get<"/threads/deps">(
        [](dep<async_dependency> a, dep<plain_dependency> p, dep<mixed_dependency> mixed) -> rt::task<json> {
            co_return json{{"async_dep", *a}, {"sync_dep", *p}, {"mixed_dep", *mixed}};
        });
    api.get<"/sleep/sync">([](sleep_time ms) {
        std::this_thread::sleep_for(std::chrono::milliseconds(*ms));
        return json{{"slept", *ms}};
    });
    api.get<"/sleep/async">([](sleep_time ms) -> rt::task<json> {
        co_await rt::sleep_for(std::chrono::milliseconds(*ms));
        co_return json{{"slept", *ms}};
    });
}

}  // namespace parity
