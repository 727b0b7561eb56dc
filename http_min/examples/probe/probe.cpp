// probe.cpp -- the least handlers: what they cost is what the server costs.
#include "probe.hpp"

#include <algorithm>
#include <chrono>
#include <http_min/app/static_files.hpp>
#include <http_min/app/stream.hpp>
#include <http_min/wire/parse_json.hpp>
#include <rt/loop/sleep.hpp>

namespace probe {

using namespace http_min;

namespace {

struct greeting {
    std::string message;
};

struct item {
    int item_id;
    std::optional<std::string> q;
};

// So many bytes of `x`, made while they are sent: a slow reader costs one piece of them.
class many_x final : public body_stream {
  public:
    explicit many_x(std::uint64_t size) : size_(size), left_(size) {}

    rt::task<bool> next(std::string& piece) override {
        piece.assign(std::min<std::uint64_t>(left_, 64 * 1024), 'x');
        left_ -= piece.size();
        co_return !piece.empty();
    }
    std::optional<std::uint64_t> size() const override { return size_; }

  private:
    std::uint64_t size_;
    std::uint64_t left_;
};

// As body<json> does it, but that it takes null for a value and asks for no media type.
json read_json(std::string_view text) {
    try {
        return parse_json(text);
    } catch (const json_error& wrong) {
        throw http_exception(400, wrong.what());
    } catch (const json_too_deep& wrong) {
        throw http_exception(400, wrong.what());
    }
}

// Answers that are made of nothing.
void add_constants(app& api) {
    api.get<"/">([]() -> rt::task<text_response> { co_return text("Hello, World!"); });
    api.get<"/plain">([] { return text("Hello, World!"); });  // the same, through the thread pool
    api.get<"/json">([]() -> rt::task<greeting> { co_return greeting{"Hello World"}; });
    api.get<"/empty">([]() -> rt::task<> { co_return; }, {.status = 204});
    api.get<"/notmod">([]() -> rt::task<> { co_return; }, {.status = 304});
    api.get<"/big">([]() -> rt::task<stream_response> {
        co_return stream(std::make_unique<many_x>(17 << 20), "application/octet-stream");
    });
}

// Answers that are made of the request.
void add_echoes(app& api) {
    api.get<"/items/{id}">(
        [](path<"id", int> id, query<"q", std::optional<std::string>> q) -> rt::task<item> {
            co_return item{*id, *q};
        });
    api.get<"/query">([](query<"q"> q) -> rt::task<text_response> { co_return text(*q); });
    api.get<"/p/{x}">([](path<"x"> x) -> rt::task<text_response> { co_return text(*x); });
    api.api_route<"/echo", "POST", "PUT">([](request& in) -> rt::task<content_response> {
        co_return content(std::string(in.body()), "application/octet-stream");
    });
    api.post<"/json-echo">([](request& in) -> rt::task<json> { co_return read_json(in.body()); });
}

rt::task<text_response> sleep(query<"ms", int, ge<0>, le<5000>> ms) {
    co_await rt::sleep_for(std::chrono::milliseconds(*ms));
    co_return text("slept");
}

}  // namespace

app make_app() {
    app api{{.title = "Probe", .head_with_get = true, .answer_options = true}};
    add_constants(api);
    add_echoes(api);
    api.get<"/slow">(sleep);
    api.mount("/static", static_files(PROBE_STATIC_DIRECTORY));
    return api;
}

}  // namespace probe
