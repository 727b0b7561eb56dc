// SPEC.md "Structured concurrency": R25. In process the time is virtual.
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

TEST_CASE("children of a task group run beside each other") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/tasks/parallel?n=4&ms=20").body == R"({"done":[0,1,2,3]})");
        CHECK(app.get("/tasks/parallel?n=0").body == R"({"done":[]})");
        CHECK(app.get("/tasks/parallel?n=101").status == 422);
    });
}

TEST_CASE("a limiter lets in as many as it has tokens") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/tasks/limit?n=5&cap=2").body == R"({"most":2})");
        CHECK(app.get("/tasks/limit?n=1&cap=50").body == R"({"most":1})");
    });
}

TEST_CASE("a call in the thread pool leaves the loop and comes back to it") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/tasks/to-thread").body == R"({"before":true,"inside":false,"after":true})");
    });
}

TEST_CASE("a timeout is left silently, and whoever it cuts off cleans up") {
    over_each_transport([](transport& app) {
        CHECK(app.get("/tasks/timeout/t1?ms=20").body == R"({"finished":false})");
        CHECK(app.get("/tasks/timeout/t2?ms=500&work=0").body == R"({"finished":true})");
    });
}

TEST_CASE("the first child that fails cancels the others, which clean up before the group ends") {
    over_each_transport(
        [](transport& app) { CHECK(app.get("/tasks/fail/f1").body == R"({"error":"child failed"})"); });
}
