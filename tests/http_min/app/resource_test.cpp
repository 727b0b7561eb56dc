// resources: dependencies that open before the handler, and close after the response.
#include <http_min/app/dep.hpp>
#include <http_min/testing/test_client.hpp>
#include <http_min/wire/request_parser.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/sleep.hpp>

#include "support/catch.hpp"

using namespace http_min;
using namespace std::chrono_literals;

namespace {

using event_log = std::vector<std::string>;
event_log events;

rt::async_generator<std::string> outer(path<"token">) {
    events.push_back("outer:open");
    std::string value = "outer";
    const std::exception_ptr why = co_yield rt::lend(value);
    co_await rt::sleep_for(10ms);
    events.push_back("outer:close");
    if (why) std::rethrow_exception(why);
}

rt::generator<std::string> inner(dep<outer> from) {
    events.push_back(rt::loop::is_running_here() ? "inner:open on the loop" : "inner:open");
    try {
        co_yield *from + "/inner";
    } catch (const http_exception& error) {
        events.push_back("inner:saw " + std::to_string(error.status));
        events.push_back("inner:close");
        throw;
    } catch (...) {
        events.push_back("inner:close");
        throw;
    }
    events.push_back("inner:close");
}

void refuse() { throw http_exception(401, "refused"); }

json used(const dep<inner>& resource) {
    events.push_back("handler");
    return json{{"resource", *resource}};
}

// What happens at "/{token}", and what the client sees.
struct course {
    int status;
    std::string body;
    event_log log;
};
template <class Handler>
course course_of(Handler handler) {
    events.clear();
    app api;
    api.log_errors_to([](std::string_view what) { events.push_back("error:" + std::string(what)); });
    api.get<"/{token}">(std::move(handler));
    const test_answer answer = test_client(api, {.raise_server_exceptions = false}).get("/t");
    return {answer.status, answer.body, std::move(events)};
}

}  // namespace

TEST_CASE("resources open in order, and close in reverse order after the handler") {
    const course seen = course_of([](dep<inner> resource) -> rt::task<json> { co_return used(resource); });
    CHECK(seen.body == R"({"resource":"outer/inner"})");
    CHECK(seen.log == event_log{"outer:open", "inner:open", "handler", "inner:close", "outer:close"});
}

TEST_CASE("they close after the response is sent, and after the background tasks") {
    const course seen = course_of([](dep<inner> resource, background_tasks& later) {
        later.add([resource] { events.push_back("task with " + *resource); });
        return used(resource);
    });
    CHECK(seen.log == event_log{"outer:open", "inner:open", "handler", "task with outer/inner", "inner:close",
                                "outer:close"});
}

TEST_CASE("a resource sees the handler's exception, before the response") {
    const course seen = course_of([](dep<inner> resource, background_tasks& later) -> rt::task<json> {
        later.add([] { events.push_back("never"); });
        used(resource);
        throw http_exception(410, "gone");
    });
    CHECK(seen.status == 410);
    CHECK(seen.body == R"({"detail":"gone"})");
    CHECK(seen.log ==
          event_log{"outer:open", "inner:open", "handler", "inner:saw 410", "inner:close", "outer:close"});
}

TEST_CASE("a crash closes too") {
    const course seen = course_of([](dep<inner> resource) -> rt::task<json> {
        used(resource);
        throw std::runtime_error("boom");
    });
    CHECK(seen.status == 500);
    CHECK(seen.log ==
          event_log{"outer:open", "inner:open", "handler", "inner:close", "outer:close", "error:boom"});
}

TEST_CASE("a later dependency that throws closes what is open") {
    const course seen = course_of([](dep<outer>, dep<refuse>) { events.push_back("handler"); });
    CHECK(seen.status == 401);
    CHECK(seen.log == event_log{"outer:open", "outer:close"});
}

TEST_CASE("wrong parameters close what is open") {
    const course seen = course_of([](dep<outer>, query<"needed", int>) { events.push_back("handler"); });
    CHECK(seen.status == 422);
    CHECK(seen.log == event_log{"outer:open", "outer:close"});
}

TEST_CASE("a resource may answer with another error, but cannot swallow one") {
    static constexpr auto translates = []() -> rt::generator<int> {
        try {
            co_yield 1;
        } catch (const std::runtime_error&) {
            throw http_exception(503, "busy");
        }
    };
    static constexpr auto swallows = []() -> rt::generator<int> {
        try {
            co_yield 1;
        } catch (const std::runtime_error&) {
            events.push_back("swallowed");
        }
    };
    const course seen =
        course_of([](path<"token">, dep<translates>, dep<swallows>) { throw std::runtime_error("boom"); });
    CHECK(seen.status == 503);
    CHECK(seen.log == event_log{"swallowed"});
}

TEST_CASE("what fails after the response is logged, and the other resources see it") {
    static constexpr auto sees = []() -> rt::generator<int> {
        try {
            co_yield 1;
        } catch (const std::exception& error) {
            events.push_back("saw " + std::string(error.what()));
            throw;
        }
    };
    static constexpr auto fails = []() -> rt::async_generator<int> {
        co_yield 1;
        throw std::runtime_error("cannot close");
    };
    const course seen = course_of([](path<"token">, dep<sees>, dep<fails>) { return 1; });
    CHECK(seen.status == 200);
    CHECK(seen.log == event_log{"saw cannot close", "error:cannot close"});
}

TEST_CASE("a resource is closed when the request is cancelled, and may await meanwhile") {
    events.clear();
    app api;
    api.get<"/{token}">([](dep<outer>) -> rt::task<> {
        events.push_back("handler");
        co_await rt::sleep_for(std::chrono::hours(1));
        events.push_back("never");
    });
    const auto leave_early = [](const app& served) -> rt::task<bool> {
        wire::request_parser parser;
        const std::string text = "GET /t HTTP/1.1\r\nhost: a\r\n\r\n";
        static_cast<void>(parser.feed(text));
        request in;
        response out;
        in.assign(parser.head());
        rt::deadline_scope scope(1s);
        auto work = served.handle(in, out);
        const bool ended = co_await scope.run(std::move(work));
        CHECK(!in.unfinished());
        co_return ended;
    };
    CHECK(!rt::run(leave_early(api), {.driver = "simulated"}));
    CHECK(events == event_log{"outer:open", "handler", "outer:close"});
}

TEST_CASE(
    "a value that a plain dependency returns lives until the request is over, then dies in reverse order") {
    struct guard {
        std::string name;
        explicit guard(std::string own) : name(std::move(own)) {}
        guard(guard&& other) noexcept : name(std::exchange(other.name, "")) {}
        ~guard() {
            if (!name.empty()) events.push_back("~" + name);
        }
    };
    static constexpr auto first = [] { return guard("first"); };
    static constexpr auto second = [](dep<first> one) { return guard("second after " + one->name); };
    const course seen = course_of([](path<"token">, dep<second>, background_tasks& later) {
        later.add([] { events.push_back("task"); });
        events.push_back("handler");
    });
    CHECK(seen.log == event_log{"handler", "task", "~second after first", "~first"});
}
