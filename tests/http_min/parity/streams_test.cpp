// SPEC.md "Streaming": R5, R26.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("a stream comes as its pieces, and has no length") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/stream/numbers?n=3");
        CHECK(a.body == "0\n1\n2\n");
        CHECK(a.header("content-type") == "text/plain; charset=utf-8");
        CHECK(a.how_many("content-length") == 0);
        CHECK(app.get("/stream/numbers?n=0").body.empty());
        CHECK(app.get("/stream/numbers?n=10001").status == 422);
        CHECK(app.get("/stream/numbers?n=10000").body.size() == 48890);
    });
}

TEST_CASE("a generator that awaits is read to its end, and cleans up") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/stream/ticks/s1?n=2&ms=1").body == "tick 0\ntick 1\n");
        CHECK(app.get("/log/s1").json()["events"].dump() == R"(["tick 0","tick 1","finished","closed"])");
    });
}

TEST_CASE("a plain generator steps in the pool") {
    over_each_transport(
        [](transport& app) { CHECK(app.get("/stream/sync").body == "0:false\n1:false\n2:false\n"); });
}

TEST_CASE("server-sent events have an id, a name and data, and are not stored") {
    over_each_transport([](transport& app) {
        const answer a = app.get("/stream/sse?n=2");
        CHECK(a.body == "id: 0\nevent: tick\ndata: {\"i\":0}\n\nid: 1\nevent: tick\ndata: {\"i\":1}\n\n");
        CHECK(a.header("cache-control") == "no-cache");
        CHECK(a.header("content-type").substr(0, 17) == "text/event-stream");
    });
}
