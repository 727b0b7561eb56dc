// WebSockets of a server with several threads: each conversation is its loop's own, and all end with the server.
#include <atomic>
#include <http_min/app/app.hpp>
#include <http_min/wire/websocket.hpp>
#include <http_min/wire/websocket_handshake.hpp>
#include <vector>

#include "support/catch.hpp"
#include "support/served_process.hpp"

using namespace http_min;
using opcode = wire::websocket_opcode;

namespace {

std::atomic<int> said = 0;  // by everybody

app conversations() {
    app api;
    api.websocket<"/count">([](websocket& socket) -> rt::task<> {
        co_await socket.accept();
        for (auto text = co_await socket.next_text(); text; text = co_await socket.next_text()) {
            ++said;
            co_await socket.send_text(*text + "!");
        }
    });
    return api;
}

int serve_two_threads() {
    std::string words[] = {"server", "--port", "0", "--threads", "2", "--no-access-log"};
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    return serve(conversations(), static_cast<int>(arguments.size()), arguments.data());
}

std::string frame(opcode what, std::string_view payload) {
    std::string text;
    wire::append_frame(text, what, payload, true, wire::websocket_mask{'a', 'b', 'c', 'd'});
    return text;
}

std::string hear_exactly(const rt::fd& socket, std::size_t size) {
    std::string text(size, '\0');
    const ssize_t got = ::recv(socket.get(), text.data(), size, MSG_WAITALL);
    text.resize(got < 0 ? 0 : static_cast<std::size_t>(got));
    return text;
}

}  // namespace

TEST_CASE("conversations on two threads, and a stop that says goodbye to all") {
    served_process server(&serve_two_threads);
    const rt::address at = here(server.port());
    std::vector<rt::fd> clients;
    for (int i = 0; i < 16; ++i) {
        const rt::fd& each = clients.emplace_back(connect_to(at));
        say(each,
            "GET /count HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
            "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
    }
    std::string expected;
    wire::append_upgrade(expected, "dGhlIHNhbXBsZSBub25jZQ==");
    for (const rt::fd& each : clients) CHECK(hear_exactly(each, expected.size()) == expected);
    for (int round = 0; round < 20; ++round) {
        for (const rt::fd& each : clients) say(each, frame(opcode::text, "x"));
        for (const rt::fd& each : clients) CHECK(hear_exactly(each, 4) == "\x81\x02x!");
    }
    server.send(SIGTERM);
    for (const rt::fd& each : clients) {
        CHECK(hear_exactly(each, 4) == "\x88\x02\x03\xe9");
        say(each, frame(opcode::close, "\x03\xe9"));
    }
    clients.clear();
    CHECK(server.wait() == 0);
}
