// The hello server under every single fault, cancelled at every moment, and in a thousand kinds of bad weather: what a
// client gets is right or it is cut off, and nothing is left behind.
#include <http_min/server/server.hpp>
#include <rt/core/when_any.hpp>
#include <rt/net/stream.hpp>
#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/for_each.hpp"

namespace {

using namespace std::chrono_literals;

http_min::app hello() {
    http_min::app api;
    api.get<"/">([]() -> rt::task<http_min::text_response> { co_return http_min::text("Hello, World!"); });
    api.post<"/echo">([](http_min::request& in) -> rt::task<http_min::text_response> {
        co_return http_min::text(std::string(in.body()));
    });
    return api;
}

const http_min::app api = hello();

http_min::server_options quiet() {
    http_min::server_options options;
    options.port = 0;
    options.access_log = false;
    return options;
}

[[noreturn]] void cut_off() {
    throw std::system_error(std::make_error_code(std::errc::connection_aborted), "cut off");
}

// Everything up to the end of the connection, which is this answer with this body; or it is cut off.
rt::task<> expect_answers(const rt::stream& from, std::string_view body, int count) {
    std::string all;
    std::byte buffer[256];
    for (;;) {
        auto got = co_await from.read_some(buffer);
        const std::size_t size = std::move(got).value_or_throw("read");
        if (size == 0) break;
        all.append(reinterpret_cast<const char*>(buffer), size);
    }
    for (std::string_view left = all; count > 0; --count) {
        const std::size_t head = left.find("\r\n\r\n");
        if (head == left.npos || left.size() < head + 4 + body.size()) cut_off();
        if (!left.starts_with("HTTP/1.1 200 OK\r\n")) throw std::logic_error("not 200: " + std::string(left));
        left.remove_prefix(head + 4);
        if (!left.starts_with(body)) throw std::logic_error("a wrong body: " + std::string(left));
        left.remove_prefix(body.size());
    }
}

rt::task<> ask(rt::address where, std::string requests, std::string_view body, int count, ledger& book) {
    const counted here(book);
    auto connected = co_await rt::connect(where, 1h);
    const rt::stream server = std::move(connected).value_or_throw("connect");
    auto said = co_await server.write_all(std::as_bytes(std::span(requests)), 1h);
    std::move(said).value_or_throw("write");
    co_await expect_answers(server, body, count);
}

rt::task<> three_clients(http_min::server& s, ledger& book) {
    const std::string get = "GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    const std::string last = "GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    const std::string body(300, 'b');
    const std::string post =
        "POST /echo HTTP/1.1\r\nhost: a\r\nconnection: close\r\ncontent-length: 300\r\n\r\n" + body;
    co_await rt::when_all(ask(s.where(), last, "Hello, World!", 1, book),
                          ask(s.where(), get + get + last, "Hello, World!", 3, book),
                          ask(s.where(), post, body, 1, book));
}

// They go in the middle of a word; who comes then is served as if they had never been there.
rt::task<> three_leave_and_three_come(http_min::server& s, ledger& book) {
    co_await trial::part->run(three_clients(s, book));
    co_await three_clients(s, book);
}

using clients = rt::task<> (*)(http_min::server&, ledger&);

// Stops the server whatever has become of the clients, and waits for its end.
rt::task<> clients_then_stop(http_min::server& s, clients play, ledger& book) {
    std::exception_ptr why;
    try {
        co_await play(s, book);
    } catch (const std::exception&) {
        why = std::current_exception();
    }
    s.stop();
    if (why) std::rethrow_exception(why);
}

rt::task<> serve(clients play, ledger& book) {
    const counted here(book);
    http_min::server s(api, quiet());
    co_await rt::when_all(s.run(), clients_then_stop(s, play, book));
    if (s.connections() != 0) throw std::logic_error("a connection has outlived its server");
}

rt::task<> serve_hello(ledger& book) { return serve(&three_clients, book); }
rt::task<> serve_those_who_leave(ledger& book) { return serve(&three_leave_and_three_come, book); }

}  // namespace

TEST_CASE("the hello server: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(serve_hello) > 100);
    CHECK(for_each_cancel(serve_hello) > 50);
}

TEST_CASE("the hello server: clients may leave at any moment, and the next ones are served") {
    CHECK(for_each_departure(serve_those_who_leave) > 50);
}

TEST_CASE("the hello server in a thousand kinds of bad weather") {
    CHECK(for_each_seed(1000, 0.05, serve_hello) > 0);
    CHECK(for_each_seed(200, 0, serve_hello) > 0);
}
