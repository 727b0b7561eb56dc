// WebSockets where they can stand: in routers, under mounts, behind a route's dependencies and middleware.
#include <http_min/app/session.hpp>
#include <http_min/app/trusted_host.hpp>
#include <http_min/testing/test_client.hpp>

#include "support/catch.hpp"

using namespace http_min;

namespace {

rt::task<> where(websocket& socket) {
    co_await socket.accept();
    request& in = socket.request();
    co_await socket.send_text(std::string(in.root_path()) + " " + std::string(in.route_path()));
}

void token(query<"token"> given) {
    if (*given != "secret") throw http_exception(401);
}
void anybody() {}
int seven() { return 7; }

// Speaks WebSocket itself, by what a dependency is given.
rt::task<int> handshake(websocket& socket) {
    co_await socket.accept();
    co_return 1;
}

const test_call with_token{.params = {{"token", "secret"}}};

}  // namespace

TEST_CASE("a router's sockets have its prefix and its dependencies") {
    router rooms{{.prefix = "/rooms", .dependencies = depends<token>}};
    rooms.websocket<"/{name}">([](websocket& socket, path<"name"> name) -> rt::task<> {
        co_await socket.accept();
        co_await socket.send_text(*name);
    });
    app api;
    api.include(rooms, {.prefix = "/v1"});
    api.websocket<"/guarded">(&where, {.dependencies = depends<token>});
    test_client client(api);
    CHECK(client.websocket("/v1/rooms/blue", with_token).receive_text() == "blue");
    CHECK(client.websocket("/v1/rooms/blue").answer().status == 403);
    CHECK(client.websocket("/rooms/blue", with_token).answer().status == 403);
    CHECK(client.websocket("/guarded").answer().status == 403);
    CHECK(client.websocket("/guarded", with_token).receive_text() == " /guarded");
    api.override_dependency<token>(anybody);
    CHECK(client.websocket("/guarded").receive_text() == " /guarded");
}

TEST_CASE("a mounted app has its own sockets, and a mount that has none refuses") {
    app inner, api;
    inner.websocket<"/where">(&where);
    inner.get<"/page">([]() -> rt::task<int> { co_return 1; });
    api.websocket<"/sub/first">(&where);
    api.mount("/sub", inner);
    test_client client(api);
    CHECK(client.websocket("/sub/where").receive_text() == "/sub /where");
    CHECK(client.websocket("/sub/first").receive_text() == " /sub/first");
    CHECK(client.websocket("/sub/page").answer().status == 403);
    CHECK(client.websocket("/sub/nowhere").answer().status == 403);
    CHECK(client.get("/sub/where").status == 404);
}

TEST_CASE("a dependency may accept") {
    app api;
    api.websocket<"/">(
        [](websocket& socket, dep<handshake>, dep<seven> n) -> rt::task<> { co_await socket.send_json(*n); });
    test_client client(api);
    CHECK(client.websocket("/").receive_json() == 7);
}

TEST_CASE("middleware is around a conversation: it may lend, or answer itself") {
    app api;
    int seen = 0;
    api.middleware([&seen](request&, response& out, call_next next) -> rt::task<> {
        co_await next();
        seen = out.status;
    });
    api.middleware(trusted_host({"testserver"}));
    api.middleware(sessions{{.secret_key = "a secret"}});
    api.post<"/login">([](session& mine) -> rt::task<> {
        mine["user"] = "ada";
        co_return;
    });
    api.websocket<"/">([](websocket& socket, session& mine) -> rt::task<> {
        co_await socket.accept();
        co_await socket.send_json(mine.data());
    });
    test_client client(api);
    client.post("/login", {});
    auto socket = client.websocket("/");
    CHECK(socket.receive_json() == json{{"user", "ada"}});
    socket.close();
    CHECK(seen == 101);
    CHECK(client.websocket("/", {.headers = {{"host", "evil"}}}).answer().status == 400);
    CHECK(client.websocket("/nowhere").answer().status == 403);
    CHECK(seen == 403);
}

TEST_CASE("headers and cookies go with the handshake") {
    app api;
    api.websocket<"/">([](websocket& socket, response& out, cookie<"seen", int, def<0>> seen) -> rt::task<> {
        set_cookie(out, "seen", std::to_string(*seen + 1));
        co_await socket.accept();
    });
    test_client client(api);
    CHECK(client.websocket("/").answer().header("set-cookie").starts_with("seen=1"));
    CHECK(client.websocket("/").answer().header("set-cookie").starts_with("seen=2"));
}

TEST_CASE("a websocket& is for those who were asked for one") {
    app api;
    api.get<"/">([](websocket&) -> rt::task<int> { co_return 1; });
    test_client client(api);
    CHECK_THROWS_WITH(client.get("/"), "a websocket& is for the handlers of api.websocket<>()");
}
