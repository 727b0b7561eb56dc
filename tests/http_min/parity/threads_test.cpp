// SPEC.md "Threads" and "Log, background": R22, R24.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("async handlers and dependencies run on the loop, plain ones in the pool") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/threads/async").body == R"({"on_event_loop":true})");
        CHECK(app.get("/threads/sync").body == R"({"on_event_loop":false})");
        CHECK(app.get("/threads/deps").body ==
              R"({"async_dep":true,"sync_dep":false,"mixed_dep":{"async_sub":true,"self":false}})");
    });
}

TEST_CASE("a handler may sleep, on the loop or in its thread") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/sleep/sync?ms=1").body == R"({"slept":1})");
        CHECK(app.get("/sleep/async?ms=1").body == R"({"slept":1})");
        CHECK(app.get("/sleep/async").status == 422);
        CHECK(app.get("/sleep/async?ms=5001").status == 422);
    });
}

TEST_CASE("background tasks run after the response, in the order in which they were added") {
    over_each_transport([](transport& app) {
        const answer a = app.send("POST", "/background/b1?message=x");
        CHECK(a.status == 202);
        CHECK(a.body == R"({"queued":3})");
        CHECK(app.log_up_to("b1", "sync:x") == R"(["handler","dependency","async:x","sync:x"])");
    });
}

TEST_CASE("a background task that fails ends the list, and none runs when the handler has raised") {
    over_each_transport([](transport& app) {
        CHECK(app.send("POST", "/background-crash/b2").body == R"({"queued":2})");
        CHECK(app.log_up_to("b2", "crashing") == R"(["crashing"])");
        CHECK(app.send("POST", "/background-refused/b3").status == 409);
        CHECK(app.get("/log/b3").body == R"({"events":[]})");
    });
}
