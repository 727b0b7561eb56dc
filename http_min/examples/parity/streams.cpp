// SPEC.md "Streaming": answers that are sent while they are made.
#include <chrono>
#include <http_min/app/event_stream.hpp>
#include <rt/core/async_generator.hpp>
#include <rt/core/generator.hpp>
#include <rt/loop/sleep.hpp>

#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

using std::chrono::milliseconds;

rt::async_generator<std::string> numbers(integer n) {
    for (integer i = 0; i < n; ++i) co_yield std::to_string(i) + "\n";
}

rt::async_generator<std::string> ticks(memory& m, std::string token, integer n, milliseconds pause) {
    struct closed {
        memory& m;
        const std::string& token;
        ~closed() { m.log.add(token, "closed"); }
    };
    const closed in_any_case{m, token};
    for (integer i = 0; i < n; ++i) {
        const std::string tick = "tick " + std::to_string(i);
        m.log.add(token, tick);
        co_yield tick + "\n";
        co_await rt::sleep_for(pause);
    }
    m.log.add(token, "finished");
}

rt::generator<std::string> lines_of_the_pool(integer n) {
    for (integer i = 0; i < n; ++i)
        co_yield std::to_string(i) + (rt::loop::is_running_here() ? ":true\n" : ":false\n");
}

rt::async_generator<sse_event> events(integer n) {
    for (integer i = 0; i < n; ++i) {
        const json data{{"i", i}};  // named: g++ 12 takes no braces in a co_yield
        co_yield sse_event(data).event("tick").id(std::to_string(i));
    }
}

rt::async_generator<std::string> broken() {
    co_yield "one\n";
    co_await rt::sleep_for(milliseconds(50));
    co_yield "two\n";
    co_await rt::sleep_for(milliseconds(50));
    throw std::runtime_error("the stream is broken");
}

}  // namespace

void add_streams(app& api) {
    api.get<"/stream/numbers">(
        [](query<"n", integer, def<5>, ge<0>, le<10000>> n) -> rt::task<stream_response> {
            co_return stream(numbers(*n));
        });
    api.get<"/stream/ticks/{token}">([](path<"token"> token, query<"n", integer, def<5>> n,
                                        query<"ms", int, def<100>> ms,
                                        state<memory> m) -> rt::task<stream_response> {
        co_return stream(ticks(*m, *token, *n, milliseconds(*ms)));
    });
    api.get<"/stream/sync">([](query<"n", integer, def<3>> n) -> rt::task<stream_response> {
        co_return stream(lines_of_the_pool(*n));
    });
    api.get<"/stream/sse">(
        [](query<"n", integer, def<3>> n) -> rt::task<event_stream_response> { co_return sse(events(*n)); });
    api.get<"/stream/broken">([]() -> rt::task<stream_response> { co_return stream(broken()); });
}

}  // namespace parity
