// A stream beyond one read and one write: several pieces, an exact count, an end of one direction or of all.
#include <rt/loop/spawn.hpp>
#include <rt/loop/yield.hpp>

#include "support/catch.hpp"
#include "support/connection.hpp"
#include "support/world.hpp"

namespace {

using namespace std::chrono_literals;

rt::task<> write_pieces(const rt::stream& to, std::vector<std::string> texts,
                        rt::io_result<rt::done>& answer) {
    std::vector<std::span<const std::byte>> pieces;
    for (const std::string& each : texts) pieces.push_back(bytes_of(each));
    answer = co_await to.write_all(pieces);
    (void)to.finish_writing();
}

rt::task<std::size_t> read_exactly(const rt::stream& from, std::size_t count) {
    std::vector<std::byte> buffer(count);
    const auto got = co_await from.read_exactly(buffer);
    co_return got ? *got : 0;
}

struct end_of_read {
    std::size_t bytes = 99;
    std::error_code error;
};

rt::task<> read_into(const rt::stream& from, end_of_read& out) {
    std::byte buffer[16];
    const auto got = co_await from.read_some(buffer);
    out.error = got.error();
    if (got) out.bytes = *got;
}

rt::task<> let_it_park() {
    for (int i = 0; i < 4; ++i) (void)co_await nop();
}

}  // namespace

TEST_CASE("a head and a body are written as they stand, in order, and empty pieces are none") {
    if (world::is_refused()) return;
    const std::string arrived = world().run([]() -> rt::task<std::string> {
        const connection both = co_await make_connection();
        rt::io_result<rt::done> written = std::errc::timed_out;
        std::vector<std::string> texts{"", "head", "", "body", ""};
        auto [text, done] = co_await rt::when_all(read_to_end(both.server),
                                                  write_pieces(both.client, std::move(texts), written));
        co_return written ? text : "not written";
    }());
    CHECK(arrived == "headbody");
}

TEST_CASE("40 pieces of 100 KiB arrive whole: short writes end in the middle of a piece") {
    if (world::is_refused()) return;
    const bool equal = world().run([]() -> rt::task<bool> {
        const connection both = co_await make_connection();
        std::vector<std::string> texts;
        std::string all;
        for (int i = 0; i < 40; ++i) all += texts.emplace_back(100 * 1024 + i, static_cast<char>('A' + i));
        rt::io_result<rt::done> written = std::errc::timed_out;
        auto [text, done] = co_await rt::when_all(read_to_end(both.server),
                                                  write_pieces(both.client, std::move(texts), written));
        co_return written.has_value() && text == all;
    }());
    CHECK(equal);
}

TEST_CASE("read_exactly waits for all of it, and has less only when the peer finished before") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const connection both = co_await make_connection();
        auto write_in_two = [](const rt::stream& to) -> rt::task<> {
            co_await write_text(to, "half, ");
            co_await let_it_park();
            co_await write_text(to, "and the rest");
            (void)to.finish_writing();
        };
        auto [first, written] =
            co_await rt::when_all(read_exactly(both.server, 10), write_in_two(both.client));
        const std::size_t second = co_await read_exactly(both.server, 100);
        CHECK(first == 10);
        CHECK(second == 8);
    }());
}

TEST_CASE("a read that waits ends with 0 bytes when its own side is shut down") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const connection both = co_await make_connection();
        end_of_read waiting;
        rt::spawn(read_into(both.server, waiting));
        co_await let_it_park();
        const auto shut = co_await both.server.shutdown(SHUT_RDWR).within(1h);
        CHECK(shut.has_value());
        co_await let_it_park();
        CHECK(waiting.bytes == 0);
        end_of_read of_peer;
        co_await read_into(both.client, of_peer);
        CHECK(of_peer.bytes == 0);
    }());
}

TEST_CASE(
    "a stream that is closed under a reader: the reader is told, the peer reads the end, the next one is "
    "alone") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        for (int i = 0; i < 10; ++i) {
            connection both = co_await make_connection();
            end_of_read waiting, of_peer, of_next;
            rt::spawn(read_into(both.server, waiting));
            co_await let_it_park();
            const auto closed = co_await both.server.close();
            co_await rt::yield();
            CHECK(closed.has_value());
            CHECK(waiting.error == std::errc::bad_file_descriptor);
            co_await read_into(both.client, of_peer);
            CHECK(of_peer.bytes == 0);
            const connection next = co_await make_connection();  // with the numbers that are free now
            co_await write_text(next.client, "news");
            co_await read_into(next.server, of_next);
            CHECK(of_next.bytes == 4);
        }
    }());
}

TEST_CASE("a listener that is closed ends the accept that waits") {
    if (world::is_refused()) return;
    world().run([]() -> rt::task<> {
        const auto here = rt::address::parse("127.0.0.1", 0).value_or_throw("parse");
        auto listening = rt::listener::listen(here).value_or_throw("listen");
        std::error_code why;
        auto accept_into = [](const rt::listener& from, std::error_code& error) -> rt::task<> {
            const auto accepted = co_await from.accept();
            error = accepted.error();
        };
        rt::spawn(accept_into(listening, why));
        co_await let_it_park();
        const auto closed = co_await listening.close();
        co_await rt::yield();
        CHECK(closed.has_value());
        CHECK(why == std::errc::bad_file_descriptor);
    }());
}
