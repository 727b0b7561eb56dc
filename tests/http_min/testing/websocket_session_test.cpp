// websocket_session: both ends of a WebSocket in one process, without a socket.
#include <http_min/app/session.hpp>
#include <http_min/app/trusted_host.hpp>
#include <http_min/testing/test_client.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/sync/event.hpp>
#include <set>

#include "support/catch.hpp"

using namespace http_min;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> diary;  // of a test

int user(query<"token"> token) {
    if (*token != "secret") throw http_exception(401);
    return 42;
}

rt::async_generator<int> connection() {
    diary.push_back("open");
    try {
        co_yield 7;
        diary.push_back("closed");
    } catch (const std::exception& error) {
        diary.push_back(std::string("closed: ") + error.what());
    }
}

// Everybody in the room hears what one says.
class room {
  public:
    rt::task<> visit(websocket& socket, std::string name) {
        co_await socket.accept();
        const guest here(*this, socket);
        for (auto text = co_await socket.next_text(); text; text = co_await socket.next_text())
            for (websocket* each : guests_) co_await each->send_text(name + ": " + *text);
    }
    std::size_t size() const { return guests_.size(); }

  private:
    class guest {
      public:
        guest(room& r, websocket& s) : room_(r), socket_(s) { r.guests_.insert(&s); }
        guest(const guest&) = delete;
        guest& operator=(const guest&) = delete;
        ~guest() { room_.guests_.erase(&socket_); }

      private:
        room& room_;
        websocket& socket_;
    };
    std::set<websocket*> guests_;
};
room lobby;

app conversations() {
    app api;
    api.log_errors_to([](std::string_view) {});
    api.websocket<"/echo/{room}">([](websocket& socket, path<"room"> name) -> rt::task<> {
        co_await socket.accept();
        for (;;) {
            const std::string text = co_await socket.receive_text();
            co_await socket.send_text(*name + ": " + text);
        }
    });
    api.websocket<"/json">([](websocket& socket, dep<user> who) -> rt::task<> {
        co_await socket.accept();
        const json said = co_await socket.receive_json();
        const json answer{{"who", *who}, {"said", said}};
        co_await socket.send_json(answer);
    });
    api.websocket<"/bytes">([](websocket& socket) -> rt::task<> {
        co_await socket.accept("chat");
        const std::string bytes = co_await socket.receive_bytes();
        co_await socket.send_bytes(bytes + bytes);
        co_await socket.close(4000, "enough");
        diary.push_back("goes on");
    });
    api.websocket<"/lobby/{name}">(
        [](websocket& socket, path<"name"> name) -> rt::task<> { co_await lobby.visit(socket, *name); });
    api.websocket<"/crash">([](websocket& socket) -> rt::task<> {
        co_await socket.accept();
        throw std::runtime_error("boom");
    });
    api.websocket<"/unaccepted">(
        [](websocket& socket) -> rt::task<> { co_await socket.send_text("too early"); });
    api.websocket<"/clock">([](websocket& socket) -> rt::task<> {
        co_await socket.accept();
        for (int i = 0;; ++i) {
            co_await socket.send_json(i);
            co_await rt::sleep_for(1h);
        }
    });
    api.websocket<"/deaf">([](websocket& socket) -> rt::task<> {
        co_await socket.accept();
        rt::event never;
        try {
            co_await never.wait();
        } catch (const rt::cancelled&) {
            diary.push_back("cancelled");
            throw;
        }
    });
    api.websocket<"/resource">(
        [](websocket& socket, dep<connection> c, background_tasks& tasks) -> rt::task<> {
            co_await socket.accept();
            tasks.add([] { diary.push_back("task"); });
            const std::string text = co_await socket.receive_text();
            if (text == "crash") throw std::runtime_error("crashed");
            co_await socket.send_text(text + std::to_string(*c));
            diary.push_back("said");
        });
    api.get<"/plain">([](request&) -> rt::task<int> { co_return 1; });
    return api;
}

const app api = conversations();

}  // namespace

TEST_CASE("text goes to and fro") {
    test_client client(api);
    auto socket = client.websocket("/echo/blue");
    CHECK(socket.was_accepted());
    socket.send_text("hello");
    socket.send_text("");
    CHECK(socket.receive_text() == "blue: hello");
    CHECK(socket.receive_text() == "blue: ");
    socket.close();
    CHECK(socket.close_code() == 1000);
}

TEST_CASE("JSON, and what a dependency gives") {
    test_client client(api);
    auto socket = client.websocket("/json", {.params = {{"token", "secret"}}});
    socket.send_json({1, "a"});
    CHECK(socket.receive_json() == json{{"who", 42}, {"said", {1, "a"}}});
    CHECK(socket.close_code() == 1000);
}

TEST_CASE("a handshake that is refused is answered with 403") {
    test_client client(api);
    CHECK(client.websocket("/json", {.params = {{"token", "wrong"}}}).answer().status == 403);
    CHECK(client.websocket("/json").answer().status == 403);
    CHECK(client.websocket("/nowhere").answer().status == 403);
    CHECK(client.websocket("/plain").answer().status == 403);
    CHECK(client.get("/echo/blue").status == 404);
    auto refused = client.websocket("/nowhere");
    CHECK_THROWS_AS(refused.send_text("x"), std::logic_error);
}

TEST_CASE("the app closes: its code and reason are seen, and the handler may go on") {
    diary.clear();
    test_client client(api);
    auto socket = client.websocket("/bytes", {.headers = {{"sec-websocket-protocol", "chat, other"}}});
    CHECK(socket.answer().header("sec-websocket-protocol") == "chat");
    socket.send_bytes(std::string("\0x", 2));
    CHECK(socket.receive_bytes() == std::string("\0x\0x", 4));
    try {
        socket.receive_text();
        FAIL("it is closed");
    } catch (const websocket_disconnect& closed) {
        CHECK(closed.code == 4000);
        CHECK(closed.reason == "enough");
    }
    CHECK(diary == std::vector<std::string>{"goes on"});
}

TEST_CASE("what the handler throws comes out, or closes with 1011") {
    test_client client(api);
    auto socket = client.websocket("/crash");
    CHECK_THROWS_WITH(socket.receive_text(), "boom");
    CHECK(socket.close_code() == 1011);
    test_client calm(api, {.raise_server_exceptions = false});
    auto other = calm.websocket("/crash");
    CHECK_THROWS_AS(other.receive_text(), websocket_disconnect);
    CHECK(calm.websocket("/unaccepted").answer().status == 403);
    CHECK_THROWS_AS(client.websocket("/unaccepted"), std::logic_error);
}

TEST_CASE("many at once: each hears all") {
    test_client client(api);
    auto ann = client.websocket("/lobby/ann");
    auto bob = client.websocket("/lobby/bob");
    ann.send_text("hi");
    CHECK(bob.receive_text() == "ann: hi");
    CHECK(ann.receive_text() == "ann: hi");
    CHECK(lobby.size() == 2);
    ann.vanish();
    CHECK(lobby.size() == 1);
    bob.send_text("gone?");
    CHECK(bob.receive_text() == "bob: gone?");
    bob.close();
    CHECK(lobby.size() == 0);
}

TEST_CASE("time is virtual") {
    test_client client(api);
    auto socket = client.websocket("/clock");
    for (int hour = 0; hour < 24; ++hour) CHECK(socket.receive_json() == hour);
    socket.close(1001);
    CHECK(socket.close_code() == 1001);
}

TEST_CASE("a handler that neither receives nor sends is cancelled when its client has left") {
    diary.clear();
    test_client client(api);
    client.websocket("/deaf").vanish();
    CHECK(diary == std::vector<std::string>{"cancelled"});
    client.websocket("/deaf").close();
    CHECK(diary.size() == 2);
}

TEST_CASE("background tasks and the exits of dependencies come when the socket is closed") {
    diary.clear();
    test_client client(api);
    auto socket = client.websocket("/resource");
    CHECK(diary == std::vector<std::string>{"open"});
    socket.send_text("a");
    CHECK(socket.receive_text() == "a7");
    CHECK(socket.close_code() == 1000);
    socket.close();
    CHECK(diary == std::vector<std::string>{"open", "said", "task", "closed"});
}

TEST_CASE("a failure is seen by the exits, and no background task runs") {
    diary.clear();
    test_client client(api, {.raise_server_exceptions = false});
    auto socket = client.websocket("/resource");
    socket.send_text("crash");
    CHECK(socket.close_code() == 1011);
    socket.close();
    CHECK(diary == std::vector<std::string>{"open", "closed: crashed"});
    diary.clear();
    client.websocket("/resource").vanish();
    CHECK(diary == std::vector<std::string>{"open", "closed: the WebSocket is closed"});
}

TEST_CASE("a session that ends says goodbye") {
    diary.clear();
    test_client client(api);
    { auto socket = client.websocket("/resource"); }
    CHECK(diary == std::vector<std::string>{"open", "closed: the WebSocket is closed"});
}

TEST_CASE("who waits for what never comes is told") {
    test_client client(api);
    auto socket = client.websocket("/echo/blue");
    CHECK_THROWS_AS(socket.receive_text(), rt::deadlock);
}
