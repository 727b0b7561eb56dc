// WebSockets: over a real connection, from the handshake to the goodbye.
#include <http_min/app/app.hpp>
#include <http_min/wire/websocket_parser.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/sync/event.hpp>

#include "support/catch.hpp"
#include "support/http_peer.hpp"

using namespace http_min;
using http_peer::client;
using http_peer::status_of;
using http_peer::with_server;
using opcode = wire::websocket_opcode;
using namespace std::chrono_literals;

namespace {

const std::string upgrade =
    "host: a\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
    "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

std::string frame(opcode what, std::string_view payload, bool final = true) {
    std::string text;
    wire::append_frame(text, what, payload, final, wire::websocket_mask{'a', 'b', 'c', 'd'});
    return text;
}

int user(query<"token"> token) {
    if (*token != "secret") throw http_exception(401);
    return 42;
}

// Neither receives nor sends, until it is cancelled.
struct visit {
    static inline std::string outcome;
    static inline rt::event* entered = nullptr;
    static inline rt::event* leave = nullptr;
    static inline rt::event* over = nullptr;
    rt::event entered_here, leave_here, over_here;
    visit() {
        outcome.clear();
        entered = &entered_here;
        leave = &leave_here;
        over = &over_here;
    }
    ~visit() { entered = leave = over = nullptr; }
};

rt::task<> stay(websocket& socket) {
    co_await socket.accept();
    rt::event never;
    if (visit::entered != nullptr) visit::entered->set();
    rt::event& leave = visit::leave != nullptr ? *visit::leave : never;
    try {
        co_await leave.wait();
        visit::outcome = "finished";
    } catch (const rt::cancelled&) {
        visit::outcome = "cancelled";
    }
    if (visit::over != nullptr) visit::over->set();
}

app conversations() {
    app api;
    api.log_errors_to([](std::string_view) {});
    api.websocket<"/echo/{room}">([](websocket& socket, path<"room"> room) -> rt::task<> {
        co_await socket.accept();
        for (auto text = co_await socket.next_text(); text; text = co_await socket.next_text())
            co_await socket.send_text(*room + ": " + *text);
    });
    api.websocket<"/once">([](websocket& socket, dep<user> who) -> rt::task<> {
        co_await socket.accept();
        const json said = co_await socket.receive_json();
        const json answer{{"who", *who}, {"said", said}};
        co_await socket.send_json(answer);
    });
    api.websocket<"/crash">([](websocket& socket) -> rt::task<> {
        co_await socket.accept();
        throw std::runtime_error("secret");
    });
    api.websocket<"/policy">([](websocket& socket, query<"n", int>) -> rt::task<> {
        co_await socket.accept();
        throw websocket_exception(4001, "no");
    });
    api.websocket<"/deaf">(&stay);
    api.websocket<"/finish">(&stay, {.finish_without_client = true});
    api.websocket<"/late">([](websocket& socket) -> rt::task<> {
        co_await socket.accept();
        co_await rt::sleep_for(20ms);
        int count = 0;
        while (count < 100) {
            const std::string text = co_await socket.receive_text();
            if (text.size() == 1000) ++count;
        }
        co_await socket.send_json(count);
    });
    api.websocket<"/refused">([](websocket& socket) -> rt::task<> { co_await socket.close(); });
    api.get<"/echo">([]() -> rt::task<int> { co_return 1; });
    return api;
}

const app api = conversations();

server_options brisk() {
    server_options options;
    options.websockets.cleanup = 20ms;
    options.websockets.limits.message = 64 * 1024;
    return options;
}
std::string to_send, heard;  // of the scenario below, which captures nothing

// What the server says to the handshake for `target` and to `frames` behind it: "status; text …; close …;".
std::string told(std::string_view target, std::string_view frames) {
    to_send = "GET " + std::string(target) + " HTTP/1.1\r\n" + upgrade + std::string(frames);
    with_server(api, brisk(), [](server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send(to_send);
        heard = co_await c.rest();
    });
    const std::string& all = heard;
    std::string summary = std::string(status_of(all)) + ";";
    std::string_view rest = all;
    rest.remove_prefix(std::min(all.find("\r\n\r\n") + 4, all.size()));
    if (!summary.starts_with("101")) return summary;
    wire::websocket_parser parser{wire::websocket_role::client};
    for (wire::websocket_piece piece; piece.partial() && !rest.empty();) {
        piece = parser.feed(rest);
        rest.remove_prefix(piece.size);
        if (piece.event == wire::websocket_event::text) summary.append(" text ").append(piece.data);
        if (piece.event == wire::websocket_event::pong) summary.append(" pong ").append(piece.data);
        if (piece.event == wire::websocket_event::close)
            summary.append(" close ").append(std::to_string(piece.close_code)).append(" ").append(piece.data);
    }
    return summary;
}

const std::string bye = frame(opcode::close, "\x03\xe8");

}  // namespace

TEST_CASE("texts are echoed, a goodbye waits for the answers before it, a ping for nothing") {
    CHECK(told("/echo/blue",
               frame(opcode::text, "hello") + frame(opcode::ping, "?") + frame(opcode::text, "") + bye) ==
          "101; pong ? text blue: hello text blue:  close 1000 ");
}

TEST_CASE("dependencies and JSON; a handler that ends says goodbye with 1000") {
    CHECK(told("/once?token=secret", frame(opcode::text, R"([1,"a"])") + bye) ==
          R"(101; text {"who":42,"said":[1,"a"]} close 1000 )");
}

TEST_CASE("a handshake is refused by a dependency, a parameter, the handler, or because there is no route") {
    CHECK(told("/once?token=x", "") == "403;");
    CHECK(told("/once", "") == "403;");
    CHECK(told("/policy?n=x", "") == "403;");
    CHECK(told("/refused", "") == "403;");
    CHECK(told("/nowhere", "") == "403;");
    CHECK(told("/echo", "") == "403;");
}

TEST_CASE("an exception closes with 1011, one that says so with its own code") {
    CHECK(told("/crash", bye) == "101; close 1011 ");
    CHECK(told("/policy?n=1", bye) == "101; close 4001 no");
}

TEST_CASE("a client that breaks the protocol is told why") {
    CHECK(told("/echo/a", "\x81\x01x").starts_with("101; close 1002 "));                     // without a mask
    CHECK(told("/echo/a", frame(opcode::ping, "", false)).starts_with("101; close 1002 "));  // in pieces
    CHECK(told("/echo/a", frame(opcode::continuation, "x")).starts_with("101; close 1002 "));
    CHECK(told("/echo/a", frame(opcode::text, "\xff")).starts_with("101; close 1007 "));
    CHECK(told("/echo/a", frame(opcode::binary, "x")).starts_with("101; close 1003 "));
    CHECK(told("/once?token=secret", frame(opcode::text, "{")).starts_with("101; close 1007 "));
}

TEST_CASE("a message may be long, and come in pieces, but not be longer than the server allows") {
    const std::string most(64 * 1024, 'x');
    const std::string first = frame(opcode::text, most.substr(1), false);
    CHECK(told("/echo/a", first + frame(opcode::continuation, "x") + bye) ==
          "101; text a: " + most + " close 1000 ");
    CHECK(told("/echo/a", first + frame(opcode::continuation, "xx")).starts_with("101; close 1009 "));
    CHECK(told("/echo/a", frame(opcode::text, most + "x")).starts_with("101; close 1009 "));
}

TEST_CASE("a handler that only sends hears a goodbye all the same") {
    CHECK(told("/deaf", frame(opcode::ping, "?") + bye) == "101; pong ? close 1000 ");
}

TEST_CASE("more messages than a handler takes make its client wait, and none is lost") {
    std::string many;
    for (int i = 0; i < 100; ++i) many += frame(opcode::text, std::string(1000, 'x'));
    CHECK(told("/late", many + bye) == "101; text 100 close 1000 ");
}

TEST_CASE(
    "a request for a WebSocket's path is answered as one without a route, and a bad handshake with 400") {
    with_server(api, {}, [](server& s) -> rt::task<> {
        client plain, bad;
        co_await plain.connect(s);
        co_await plain.send("GET /once HTTP/1.1\r\nhost: a\r\n\r\n");
        const std::string answer = co_await plain.answer();
        CHECK(status_of(answer) == "404");
        co_await bad.connect(s);
        co_await bad.send(
            "GET /once HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n");
        const std::string refusal = co_await bad.rest();
        CHECK(status_of(refusal) == "400");
    });
}

TEST_CASE("a client that just goes ends its conversation") {
    with_server(api, {}, [](server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("GET /echo/a HTTP/1.1\r\n" + upgrade);
    });
}

TEST_CASE("a client that goes cancels a handler that does not notice, unless it is to finish") {
    with_server(api, brisk(), [](server& s) -> rt::task<> {
        for (const std::string target : {"/deaf", "/finish"}) {
            visit here;
            client c;
            co_await c.connect(s);
            co_await c.send("GET " + target + " HTTP/1.1\r\n" + upgrade);
            co_await here.entered_here.wait();
            c.reset();
            if (target == "/finish") {
                co_await rt::sleep_for(50ms);  // more than the handler is given otherwise
                here.leave_here.set();
            }
            co_await here.over_here.wait();
            CHECK(visit::outcome == (target == "/finish" ? "finished" : "cancelled"));
        }
    });
}

TEST_CASE("a server that stops says goodbye with 1001") {
    with_server(api, {}, [](server& s) -> rt::task<> {
        visit here;
        client c;
        co_await c.connect(s);
        co_await c.send("GET /echo/a HTTP/1.1\r\n" + upgrade);
        const std::string accepted = co_await c.answer();
        CHECK(status_of(accepted) == "101");
        client deaf;
        co_await deaf.connect(s);
        co_await deaf.send("GET /deaf HTTP/1.1\r\n" + upgrade);
        co_await here.entered_here.wait();
        const std::string also_accepted = co_await deaf.answer();
        s.stop();
        co_await c.send(bye);
        const std::string goodbye = co_await c.rest();
        CHECK(goodbye == "\x88\x02\x03\xe9");
        co_await deaf.send(bye);
        here.leave_here.set();
        const std::string another = co_await deaf.rest();
        CHECK(another == "\x88\x02\x03\xe9");
    });
}

TEST_CASE("a silent client is asked whether it is there, and given up when it does not answer") {
    server_options options;
    options.websockets.ping_interval = 20ms;
    options.websockets.ping_timeout = 500ms;
    with_server(api, options, [](server& s) -> rt::task<> {
        client c;
        co_await c.connect(s);
        co_await c.send("GET /echo/a HTTP/1.1\r\n" + upgrade);
        const std::string accepted = co_await c.answer();
        std::string asked = co_await c.next();
        CHECK(asked == std::string("\x89\0", 2));
        co_await c.send(frame(opcode::pong, ""));
        asked = co_await c.next();
        CHECK(asked == std::string("\x89\0", 2));
        const std::string goodbye = co_await c.rest();
        CHECK(goodbye.starts_with("\x88"));
        CHECK(goodbye.substr(2, 2) == "\x03\xf3");
    });
}
