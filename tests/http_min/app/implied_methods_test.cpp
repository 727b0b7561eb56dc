// HEAD and OPTIONS that no route names: what FastAPI answers, and what the two switches change.
#include <http_min/http_min.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

app shop(app_options options) {
    app api(options);
    api.get<"/items">([]() -> rt::task<text_response> { co_return text("hammer"); });
    api.post<"/items">([]() -> rt::task<text_response> { co_return text("made"); });
    api.delete_<"/items/{id}">([](path<"id", int>) -> rt::task<> { co_return; });
    api.get<"/own">([]() -> rt::task<text_response> { co_return text("of GET"); });
    api.head<"/own">([](response& out) -> rt::task<> {
        out.headers.set("x-from", "HEAD");
        co_return;
    });
    return api;
}

app_options both() {
    app_options options;
    options.head_with_get = true;
    options.answer_options = true;
    return options;
}

}  // namespace

TEST_CASE("neither is implied, as FastAPI does not") {
    const app api = shop({});
    test_client client(api);
    CHECK(client.send("HEAD", "/items").status == 405);
    const auto refused = client.send("OPTIONS", "/items");
    CHECK(refused.status == 405);
    CHECK(refused.header("allow") == "GET, POST");
}

TEST_CASE("HEAD is answered where GET is, without the body") {
    const app api = shop(both());
    test_client client(api);
    const auto head = client.send("HEAD", "/items");
    CHECK(head.status == 200);
    CHECK(head.body.empty());
    CHECK(head.header("content-type") == "text/plain; charset=utf-8");
    CHECK(client.send("HEAD", "/items/1").status == 405);
    CHECK(client.send("HEAD", "/nowhere").status == 404);
    CHECK(client.send("HEAD", "/own").header("x-from") == "HEAD");
}

TEST_CASE("OPTIONS says what may be done, with what is implied") {
    const app api = shop(both());
    test_client client(api);
    const auto items = client.send("OPTIONS", "/items");
    CHECK(items.status == 204);
    CHECK(items.body.empty());
    CHECK(items.header("allow") == "GET, POST, HEAD, OPTIONS");
    CHECK(client.send("OPTIONS", "/items/1").header("allow") == "DELETE, OPTIONS");
    CHECK(client.send("OPTIONS", "/own").header("allow") == "GET, HEAD, OPTIONS");
    CHECK(client.send("OPTIONS", "/nowhere").status == 404);
    CHECK(client.send("PUT", "/items").header("allow") == "GET, POST, HEAD, OPTIONS");
}
