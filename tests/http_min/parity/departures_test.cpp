// SPEC.md R26, R22: clients that leave in the middle, and clients that take their time. Only over sockets.
#include "raw_client.hpp"
#include "server_process.hpp"
#include "support/catch.hpp"
#include "transport.hpp"

using namespace parity;

namespace {

std::string get(std::string_view target) {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: x\r\n\r\n";
}

}  // namespace

TEST_CASE("a generator whose client leaves is closed at its next step, and does not finish") {
    transport* const app = over_a_socket();
    if (app == nullptr) return;
    raw_client polite(*a_server()), rude(*a_server());
    polite.say(get("/stream/ticks/gone?n=1000&ms=20"));
    rude.say(get("/stream/ticks/reset?n=1000&ms=20"));
    CHECK(polite.hear_up_to("tick 1").find("tick 1") != std::string::npos);
    CHECK(rude.hear_up_to("tick 1").find("tick 1") != std::string::npos);
    polite.leave();
    rude.reset();
    for (const char* token : {"gone", "reset"}) {
        const std::string events = app->log_up_to(token, "closed");
        CHECK(events.find("\"closed\"") != std::string::npos);
        CHECK(events.find("finished") == std::string::npos);
    }
}

TEST_CASE("a handler whose client has reset the connection is cancelled, and cleans up") {
    transport* const app = over_a_socket();
    if (app == nullptr) return;
    raw_client rude(*a_server());
    rude.say(get("/stream/numbers?n=1") + get("/tasks/timeout/handler?ms=2000&work=30000"));
    CHECK(rude.hear_up_to("0\r\n\r\n").find("0\r\n\r\n") != std::string::npos);
    rude.reset();
    CHECK(app->log_up_to("handler", "left") == R"(["left"])");
}

TEST_CASE("resources are closed and background tasks run for a client that has left") {
    transport* const app = over_a_socket();
    if (app == nullptr) return;
    raw_client hasty(*a_server());
    hasty.say("POST /background/left?message=m HTTP/1.1\r\nHost: x\r\n\r\n");
    hasty.hear_up_to("202 Accepted");
    hasty.reset();
    CHECK(app->log_up_to("left", "\"sync:m\"") == R"(["handler","dependency","async:m","sync:m"])");
    raw_client other(*a_server());
    other.say(get("/deps/yield/left2"));
    other.reset();
    const std::string events = app->log_up_to("left2", "outer:close");
    CHECK((events == "[]" || events.find("outer:close") != std::string::npos));
}

TEST_CASE("a generator that fails leaves its answer without an end") {
    if (server_process* const server = a_server()) {
        const std::string came = server->exchange(get("/stream/broken"));
        CHECK(came.substr(came.find("\r\n\r\n")) == "\r\n\r\n4\r\none\n\r\n4\r\ntwo\n\r\n");
        CHECK(server->log().find("the stream is broken") != std::string::npos);
    }
}

TEST_CASE("clients that leave anywhere in an upload cost nothing but their connection") {
    transport* const app = over_a_socket();
    if (app == nullptr) return;
    const std::string upload =
        "POST /upload HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; "
        "boundary=B\r\nTransfer-Encoding: "
        "chunked\r\n\r\n50\r\n--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"f\"\r\n\r\n"
        "hello\r\n--B--\r\n\r\n0\r\n\r\n";
    for (std::size_t cut = 1; cut < upload.size(); cut += 3) {
        raw_client client(*a_server());
        client.say(std::string_view(upload).substr(0, cut));
        if (cut % 2 == 0)
            client.leave();
        else
            client.reset();
    }
    CHECK(app->get("/ping").status == 200);
    raw_client patient(*a_server());
    patient.say(upload);
    CHECK(patient.hear_up_to("}").find(R"("filename":"f")") != std::string::npos);
}

TEST_CASE("a client that does not read holds up nobody else") {
    transport* const app = over_a_socket();
    if (app == nullptr) return;
    raw_client deaf(*a_server());
    for (int i = 0; i < 50; ++i) deaf.say(get("/stream/numbers?n=10000"));
    CHECK(app->get("/ping").status == 200);
    CHECK(app->get("/threads/sync").status == 200);
}

TEST_CASE("a pool that is full delays nobody on the loop") {
    transport* const app = over_a_socket();
    if (app == nullptr) return;
    std::vector<raw_client> sleepers;
    for (int i = 0; i < 45; ++i) sleepers.emplace_back(*a_server()).say(get("/sleep/sync?ms=5000"));
    CHECK(app->get("/threads/async").body == R"({"on_event_loop":true})");
    CHECK(app->get("/sleep/async?ms=1").body == R"({"slept":1})");
    CHECK(app->get("/stream/numbers?n=2").body == "0\n1\n");
    for (const raw_client& each : sleepers) CHECK_FALSE(each.has_something_to_hear());
}
