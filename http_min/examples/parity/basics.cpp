// SPEC.md "Basics": what a handler may return.
#include <unistd.h>

#include "parity.hpp"

namespace parity {

using namespace http_min;

namespace {

// A handler has one type of result, whatever it stands for: here any JSON.
json value_of(kind which) {
    switch (which) {
        case kind::dict: return {{"a", 1}, {"b", {1, 2, {{"c", nullptr}}}}};
        case kind::list: return {1, "two", 3.5, nullptr, true};
        case kind::str: return "héllo";
        case kind::int_: return 42;
        case kind::float_: return 2.5;
        case kind::bool_: return true;
        case kind::null: return nullptr;
        case kind::model: return {{"name", "ada"}, {"bio", nullptr}, {"score", 10}, {"tags", json::array()}};
    }
    return nullptr;
}

}  // namespace

void add_basics(app& api, memory& s) {
    api.get<"/">([]() -> rt::task<json> { co_return json{{"message", "Hello World"}}; });
    api.get<"/ping">([]() -> rt::task<json> { co_return json{{"pong", true}}; });
    api.get<"/pid">([]() -> rt::task<json> { co_return json{{"pid", ::getpid()}}; });
    api.get<"/state">([&s]() -> rt::task<json> { co_return json{{"started", s.started}}; });
    api.get<"/return/{kind}">([](path<"kind", kind> which) -> rt::task<json> { co_return value_of(*which); });
    api.get<"/unicode">([]() -> rt::task<json> {
        co_return json{{"text", "北京 ☕ 😀 \"quoted\" back\\slash\ttab"}};
    });
}

}  // namespace parity
