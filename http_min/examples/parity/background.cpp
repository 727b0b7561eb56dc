// SPEC.md "Log, background": work for after the response.
#include <chrono>
#include <rt/loop/sleep.hpp>
#include <thread>

#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

using namespace std::chrono_literals;

rt::task<> note_later(memory& m, std::string token, std::string message) {
    co_await rt::sleep_for(300ms);
    m.log.add(token, "async:" + message);
}

void note_blocking(memory& m, std::string token, std::string message) {
    std::this_thread::sleep_for(100ms);
    m.log.add(token, "sync:" + message);
}

void note(memory& m, std::string token, std::string event) { m.log.add(token, std::move(event)); }

rt::task<> crash(memory& m, std::string token) {
    m.log.add(token, "crashing");
    throw std::runtime_error("a background task has crashed");
    co_return;
}

int queue_one(path<"token"> token, state<memory> m, background_tasks& later) {
    later.add(note, std::ref(*m), *token, std::string("dependency"));
    return 1;
}

}  // namespace

void add_background(app& api) {
    api.post<"/background/{token}">(
        [](path<"token"> token, query<"message", std::string, def<"hi">> message, dep<queue_one>,
           state<memory> m, background_tasks& later) -> rt::task<json> {
            later.add(note_later, std::ref(*m), *token, *message);
            later.add(note_blocking, std::ref(*m), *token, *message);
            m->log.add(*token, "handler");
            co_return json{{"queued", 3}};
        },
        {.status = 202});
    api.post<"/background-crash/{token}">(
        [](path<"token"> token, state<memory> m, background_tasks& later) -> rt::task<json> {
            later.add(crash, std::ref(*m), *token);
            later.add(note, std::ref(*m), *token, std::string("after"));
            co_return json{{"queued", 2}};
        });
    api.post<"/background-refused/{token}">(
        [](path<"token"> token, state<memory> m, background_tasks& later) -> rt::task<json> {
            later.add(note, std::ref(*m), *token, std::string("task"));
            throw http_exception(409, "refused");
            co_return json();
        });
}

}  // namespace parity
