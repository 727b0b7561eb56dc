// app_bench.cpp -- what the app adds to the bytes of a request: its route, its handler, its session.
//
// Question:   routes are tried in the order they were declared. From how many on does that show beside the kernel's 4.4 us?
// Prediction: a route that does not fit takes less than 10 ns, so a hundred are a microsecond and a thousand are too many;
//             a whole request to a handler with two parameters takes less than 500 ns.
#include <benchmark/benchmark.h>

#include <http_min/app/app.hpp>
#include <http_min/app/signed_text.hpp>
#include <http_min/wire/request_parser.hpp>
#include <rt/core/detached.hpp>

using namespace http_min;

namespace {

class no_operation final : public operation {
    rt::task<> answer(const route&, request&, response&) const override { co_return; }
};

// The last of so many routes is found: the dearest of all that are.
void find_route(benchmark::State& state) {
    route_table routes;
    const auto nothing = std::make_shared<no_operation>();
    for (int i = 0; i < state.range(0); ++i)
        routes.add(std::make_unique<route>("/area" + std::to_string(i) + "/items/{item_id}",
                                           method_list{"GET"}, route_options(), nothing));
    const std::string path = "/area" + std::to_string(state.range(0) - 1) + "/items/42";
    path_values values;
    for (auto _ : state) benchmark::DoNotOptimize(routes.find("GET", path, values));
}

rt::detached answer(const app& api, request& in, response& out) { co_await api.handle(in, out); }

void handle(benchmark::State& state, const app& api, std::string_view text) {
    wire::request_parser parser;
    if (!parser.feed(text).complete()) return state.SkipWithError("the head is refused");
    request in;
    response out;
    for (auto _ : state) {
        in.assign(parser.head());
        answer(api, in, out).start();
        benchmark::DoNotOptimize(out.body.data());
    }
    if (out.status != 200) state.SkipWithError("the answer is not 200");
}

void handle_hello(benchmark::State& state) {
    app api;
    api.get<"/">([]() -> rt::task<text_response> { co_return text("Hello, World!"); });
    handle(state, api, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
}

struct item {
    int item_id;
    std::optional<std::string> q;
};

void handle_item(benchmark::State& state) {
    app api;
    api.get<"/items/{item_id}">(
        [](path<"item_id", int> id, query<"q", std::optional<std::string>> q) -> rt::task<item> {
            item found{*id, std::move(*q)};
            co_return found;
        });
    handle(state, api, "GET /items/42?q=x HTTP/1.1\r\nhost: a\r\n\r\n");
}

rt::task<int> one() { co_return 1; }
rt::task<int> two(dep<one> first) { co_return *first + 1; }

void handle_dependencies(benchmark::State& state) {
    app api;
    api.get<"/">([](dep<two> second, dep<one> first) -> rt::task<int> { co_return *second + *first; });
    handle(state, api, "GET / HTTP/1.1\r\nhost: a\r\n\r\n");
}

constexpr std::string_view secret = "not so secret";
constexpr std::string_view session = R"({"user":"ada","visits":3,"cart":["7f3c9e1a5b2d48f6"]})";

void sign(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(sign_text(session, secret, 1'700'000'000));
}

void check_signature(benchmark::State& state) {
    const std::string token = sign_text(session, secret, 1'700'000'000);
    for (auto _ : state) benchmark::DoNotOptimize(read_signed_text(token, secret, 1'700'000'100, 3600));
}

}  // namespace

BENCHMARK(find_route)->Arg(10)->Arg(100)->Arg(1000);
BENCHMARK(handle_hello);
BENCHMARK(handle_item);
BENCHMARK(handle_dependencies);
BENCHMARK(sign);
BENCHMARK(check_signature);
