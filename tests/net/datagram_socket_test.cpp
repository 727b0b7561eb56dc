#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>
#include <rt/net/datagram_socket.hpp>

#include "support/catch.hpp"
#include "support/connection.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::datagram_socket socket_at(const char* host) {
    return rt::datagram_socket::bind(rt::address::parse(host, 0).value_or_throw("parse"))
        .value_or_throw("bind");
}

rt::address where(const rt::datagram_socket& socket) { return socket.local().value_or_throw("local"); }

std::string text_of(std::span<const std::byte> bytes) {
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

}  // namespace

TEST_CASE("a message arrives whole, with the address of who has sent it") {
    if (world::is_refused()) return;
    for (const char* host : {"127.0.0.1", "::1"}) {
        world().run([](const char* here) -> rt::task<> {
            const rt::datagram_socket a = socket_at(here), b = socket_at(here);
            const auto sent = co_await a.send_to(bytes_of("first"), where(b)).within(1h);
            (void)co_await a.send_to(bytes_of("second"), where(b));
            CHECK(*sent == 5);
            std::byte buffer[100];
            const auto first = co_await b.receive_from(buffer).within(1h);
            CHECK(text_of(std::span(buffer).first(first->size)) == "first");
            CHECK(first->from == where(a));
            CHECK_FALSE(first->truncated);
            const auto second = co_await b.receive_from(buffer);
            CHECK(text_of(std::span(buffer).first(second->size)) == "second");
        }(host));
    }
}

TEST_CASE("a message that does not fit is cut off, and says so; the next one is whole") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::datagram_socket a = socket_at("127.0.0.1"), b = socket_at("127.0.0.1");
        (void)co_await a.send_to(bytes_of("much too long"), where(b));
        (void)co_await a.send_to(bytes_of("fits"), where(b));
        std::byte four[4];
        const auto cut = co_await b.receive_from(four);
        const auto whole = co_await b.receive_from(four);
        CHECK(cut->truncated);
        CHECK(whole->size == 4);
        CHECK_FALSE(whole->truncated);
    }());
}

TEST_CASE("a connected socket sends to one and hears from one") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::datagram_socket a = socket_at("127.0.0.1"), b = socket_at("127.0.0.1"),
                                  c = socket_at("127.0.0.1");
        const auto connected = co_await b.connect(where(a)).within(1h);
        CHECK(connected.has_value());
        (void)co_await c.send_to(bytes_of("from a stranger"), where(b));
        (void)co_await a.send_to(bytes_of("from a friend"), where(b));
        std::byte buffer[100];
        const auto got = co_await b.receive(buffer);
        CHECK(text_of(std::span(buffer).first(*got)) == "from a friend");
        (void)co_await b.send(bytes_of("answer"));
        const auto answer = co_await a.receive_from(buffer);
        CHECK(answer->size == 6);
    }());
}

TEST_CASE("a receive with a limit that passes has timed out; one that is closed under is told") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        rt::datagram_socket socket = socket_at("127.0.0.1");
        std::byte buffer[16];
        const auto late = co_await socket.receive_from(buffer).within(1ms);
        CHECK(late.error() == std::errc::timed_out);
        std::error_code why;
        auto receive_into = [](const rt::datagram_socket& from, std::error_code& error) -> rt::task<> {
            std::byte memory[16];
            const auto got = co_await from.receive_from(memory);
            error = got.error();
        };
        rt::spawn(receive_into(socket, why));
        for (int i = 0; i < 4; ++i) (void)co_await nop();
        (void)co_await socket.close();
        co_await rt::yield();
        CHECK(why == std::errc::bad_file_descriptor);
    }());
}

TEST_CASE("an empty message is a message") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::datagram_socket a = socket_at("127.0.0.1"), b = socket_at("127.0.0.1");
        (void)co_await a.send_to({}, where(b));
        std::byte buffer[16];
        const auto got = co_await b.receive_from(buffer);
        CHECK(got->size == 0);
        CHECK(got->from == where(a));
    }());
}

TEST_CASE("a port is taken once") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const rt::datagram_socket first = socket_at("127.0.0.1");
        const auto second = rt::datagram_socket::bind(where(first));
        CHECK(second.error() == std::errc::address_in_use);
        co_return;
    }());
}
