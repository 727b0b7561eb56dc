// allocation: once warm, the way of a request through the app allocates nothing of its own.
#include <http_min/app/app.hpp>
#include <http_min/wire/request_parser.hpp>
#include <rt/core/detached.hpp>

#include "support/catch.hpp"
#include "support/counted_heap.hpp"

using namespace http_min;

namespace {

rt::detached answer(const app& api, request& in, response& out) { co_await api.handle(in, out); }

// Of one request, after some to warm up.
int allocations_for(const app& api, std::string_view text, std::string_view expected) {
    wire::request_parser parser;
    request in;
    response out;
    int counted = 0;
    for (int round = 0; round < 3; ++round) {
        parser.reset();
        CHECK(parser.feed(text).complete());
        const int before = heap::allocations;
        in.assign(parser.head());
        answer(api, in, out).start();
        counted = heap::allocations - before;
        CHECK(out.body == expected);
    }
    return counted;
}

}  // namespace

TEST_CASE("a warm request with a path and a query parameter allocates nothing") {
    app api;
    api.get<"/items/{item_id}">([](path<"item_id", int> id, query<"q", std::optional<std::string>> q,
                                   response& out) -> rt::task<int> {
        out.headers.add("x-q", q->value_or("none"));
        co_return *id;
    });
    CHECK(allocations_for(api, "GET /items/42?q=x HTTP/1.1\r\nhost: a\r\n\r\n", "42") == 0);
}

struct item {
    int item_id;
    std::optional<std::string> q;
};

TEST_CASE("a struct is written without a JSON value in between") {
    app api;
    api.get<"/items/{item_id}">(
        [](path<"item_id", int> id, query<"q", std::optional<std::string>> q) -> rt::task<item> {
            item found{*id, std::move(*q)};
            co_return found;
        });
    CHECK(allocations_for(api, "GET /items/42?q=x HTTP/1.1\r\nhost: a\r\n\r\n",
                          R"({"item_id":42,"q":"x"})") == 0);
}

TEST_CASE("a path that must be decoded, and a text, allocate nothing") {
    app api;
    api.get<"/hello/{name}">(
        [](path<"name"> name) -> rt::task<text_response> { co_return text(std::move(*name)); });
    CHECK(allocations_for(api, "GET /hello/J%C3%BCrgen HTTP/1.1\r\nhost: a\r\n\r\n", "Jürgen") == 0);
}
