// background: work that a handler leaves for after the response.
#include <http_min/testing/test_client.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/sleep.hpp>
#include <thread>

#include "support/catch.hpp"

using namespace http_min;
using namespace std::chrono_literals;

namespace {

using event_log = std::vector<std::string>;

rt::task<> note_later(event_log* log, std::string what) {
    co_await rt::sleep_for(300ms);
    log->push_back("async:" + what);
}

void note(event_log* log, std::string what) { log->push_back("sync:" + what); }

// What a background task leaves behind when it is not called.
template <class Handler>
event_log events_of(event_log& log, Handler handler, int status = 200) {
    app api;
    api.log_errors_to([&](std::string_view what) { log.push_back("error:" + std::string(what)); });
    api.get<"/">(std::move(handler));
    CHECK(test_client(api, {.raise_server_exceptions = false}).get("/").status == status);
    return log;
}

}  // namespace

TEST_CASE("background tasks run in the order they were added, after the handler") {
    event_log log;
    const auto handler = [&log](background_tasks& later) -> rt::task<json> {
        later.add(note_later, &log, std::string("hi"));
        later.add(note, &log, std::string("hi"));
        log.push_back("handler");
        co_return json{{"queued", 2}};
    };
    CHECK(events_of(log, handler) == event_log{"handler", "async:hi", "sync:hi"});
}

TEST_CASE("a plain handler adds them too; async ones run on the loop, plain ones on another thread") {
    event_log log;
    const auto here = std::this_thread::get_id();
    const auto where = [here] { return std::this_thread::get_id() == here ? "loop" : "pool"; };
    const auto handler = [&log, where](background_tasks& later) {
        later.add([&log, where] { log.push_back(where()); });
        later.add([&log, where]() -> rt::task<int> {
            co_await rt::sleep_for(1s);
            log.push_back(where());
            co_return 1;
        });
    };
    CHECK(events_of(log, handler) == event_log{"pool", "loop"});
}

TEST_CASE("a task that fails ends the list, and is logged") {
    event_log log;
    const auto handler = [&log](background_tasks& later) -> rt::task<json> {
        later.add([&log] {
            log.push_back("crashing");
            throw std::runtime_error("boom");
        });
        later.add([&log] { log.push_back("after"); });
        co_return json{{"queued", 2}};
    };
    CHECK(events_of(log, handler) == event_log{"crashing", "error:boom"});
}

TEST_CASE("no task runs when the handler has thrown") {
    event_log log;
    const auto refused = [&log](background_tasks& later) -> rt::task<> {
        later.add([&log] { log.push_back("task"); });
        throw http_exception(409, "refused");
        co_return;
    };
    CHECK(events_of(log, refused, 409).empty());
}

TEST_CASE("a task may add another") {
    event_log log;
    const auto handler = [&log](background_tasks& later) -> rt::task<> {
        later.add([&log, &later] {
            log.push_back("first");
            later.add([&log] { log.push_back("second"); });
        });
        co_return;
    };
    CHECK(events_of(log, handler) == event_log{"first", "second"});
}
