// A conversation under every single fault, cancelled at every moment, and with a client that leaves at every moment: what is
// heard is right or cut off, the handler ends, its dependency is closed, and nothing is left behind.
#include <http_min/server/server.hpp>
#include <http_min/wire/websocket_handshake.hpp>
#include <http_min/wire/websocket_parser.hpp>
#include <rt/core/when_all.hpp>
#include <rt/net/stream.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/for_each.hpp"

namespace {

using namespace std::chrono_literals;
using namespace http_min;
using opcode = wire::websocket_opcode;

ledger* book_here = nullptr;
int open_here = 0;  // resources

rt::async_generator<int> resource() {
    const counted here(*book_here);
    ++open_here;
    try {
        co_yield 7;
    } catch (...) {
        --open_here;
        throw;
    }
    --open_here;
}

rt::task<> echo(websocket& socket, dep<resource>) {
    const counted here(*book_here);
    co_await socket.accept();
    for (;;) {
        const std::string text = co_await socket.receive_text();
        co_await socket.send_text(text);
    }
}

app conversations() {
    app api;
    api.log_errors_to([](std::string_view) {});
    api.websocket<"/echo">(&echo);
    return api;
}
const app api = conversations();

std::string frame(opcode what, std::string_view payload) {
    std::string text;
    wire::append_frame(text, what, payload, true, wire::websocket_mask{'a', 'b', 'c', 'd'});
    return text;
}

// What a server that is not disturbed says.
std::string all_it_says() {
    std::string text;
    wire::append_upgrade(text, "dGhlIHNhbXBsZSBub25jZQ==");
    wire::append_frame(text, opcode::text, "one");
    wire::append_frame(text, opcode::text, std::string(300, 'b'));
    wire::append_close(text, 1000);
    return text;
}

rt::task<> say(const rt::stream& to, std::string text) {
    auto said = co_await to.write_all(std::as_bytes(std::span(text)), 1h);
    std::move(said).value_or_throw("write");
}

rt::task<> talk(rt::address where, ledger& book) {
    const counted here(book);
    auto connected = co_await rt::connect(where, 1h);
    const rt::stream server = std::move(connected).value_or_throw("connect");
    co_await say(server,
                 "GET /echo HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
                 "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n" +
                     frame(opcode::text, "one"));
    co_await say(server, frame(opcode::text, std::string(300, 'b')) + frame(opcode::close, "\x03\xe8"));
    const std::string expected = all_it_says();
    std::string heard;
    std::byte buffer[256];
    for (std::size_t size = 1; size > 0;) {
        auto got = co_await server.read_some(buffer).within(1h);
        size = std::move(got).value_or_throw("read");
        heard.append(reinterpret_cast<const char*>(buffer), size);
    }
    if (!expected.starts_with(heard)) throw std::logic_error("the server has said: " + heard);
    if (heard.size() < expected.size())
        throw std::system_error(std::make_error_code(std::errc::connection_aborted), "cut off");
}

rt::task<> talk_in_part(rt::address where, ledger& book) {
    static_cast<void>(co_await trial::part->run(talk(where, book)));
}

using client = rt::task<> (*)(rt::address, ledger&);

// Stops the server whatever has become of the client, and waits for its end.
rt::task<> play_then_stop(server& s, client play, ledger& book) {
    std::exception_ptr why;
    try {
        co_await play(s.where(), book);
    } catch (const std::exception&) {
        why = std::current_exception();
    }
    s.stop();
    if (why) std::rethrow_exception(why);
}

rt::task<> serve(ledger& book, client play) {
    const counted here(book);
    book_here = &book;
    open_here = 0;
    server_options options;
    options.port = 0;
    options.access_log = false;
    server s(api, options);
    co_await rt::when_all(s.run(), play_then_stop(s, play, book));
    if (s.connections() != 0) throw std::logic_error("a connection has outlived its server");
    if (open_here != 0) throw std::logic_error("a resource was not closed");
}

rt::task<> a_conversation(ledger& book) { return serve(book, &talk); }
rt::task<> one_that_may_leave(ledger& book) { return serve(book, &talk_in_part); }

}  // namespace

TEST_CASE("a conversation: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(a_conversation) > 20);
    CHECK(for_each_cancel(a_conversation) > 20);
}

TEST_CASE("a conversation whose client may leave at any moment") {
    CHECK(for_each_departure(one_that_may_leave) > 20);
}

TEST_CASE("a conversation in many kinds of bad weather") {
    CHECK(for_each_seed(500, 0.05, a_conversation) > 0);
    CHECK(for_each_seed(100, 0, a_conversation) > 0);
}
