// Files, pipes, splices, UNIX sockets, datagrams, lines and closes: under every single fault, cancelled at every moment, and in
// bad weather.
#include <rt/core/task_group.hpp>
#include <rt/io/buffered_reader.hpp>
#include <rt/net/datagram_socket.hpp>
#include <rt/net/send_file.hpp>
#include <stdexcept>

#include "support/catch.hpp"
#include "support/connection.hpp"
#include "support/for_each.hpp"

namespace {

using namespace std::chrono_literals;

const std::string all_of_it = "the first line\nthe second, which is longer\nthe rest";

[[noreturn]] void end_too_soon() {
    throw std::system_error(std::make_error_code(std::errc::connection_aborted), "the end, too soon");
}

void must_be(bool right, const char* else_what) {
    if (!right) throw std::logic_error(else_what);
}

rt::task<rt::file> make_file() {
    auto opened = co_await rt::file::open("file", rt::open_mode::update).within(1h);
    rt::file file = std::move(opened).value_or_throw("open");
    const std::string_view text = all_of_it;
    const std::array<std::span<const std::byte>, 2> halves{bytes_of(text.substr(0, 20)),
                                                           bytes_of(text.substr(20))};
    auto written = co_await file.write_all_at(halves, 0);
    (void)std::move(written).value_or_throw("write");
    co_return std::move(file);
}

rt::task<> write_and_read(ledger& book) {
    const counted here(book);
    rt::file writer = co_await make_file();
    auto synced = co_await writer.sync();
    (void)std::move(synced).value_or_throw("sync");
    auto opened = co_await rt::file::open("file", rt::open_mode::read);
    const rt::file reader = std::move(opened).value_or_throw("open");
    auto size = co_await reader.size();
    must_be(std::move(size).value_or_throw("size") == all_of_it.size(), "not the size that was written");
    std::string text(all_of_it.size(), '?');
    auto got = co_await reader.read_exactly_at(std::as_writable_bytes(std::span(text)), 0);
    must_be(std::move(got).value_or_throw("read") == text.size(), "a file that was written is short");
    must_be(text == all_of_it, "what was read was never written");
    auto closed = co_await writer.close();
    (void)std::move(closed).value_or_throw("close");
}

// When one fails, the other is cancelled: it may wait for what will never come.
rt::task<> together(rt::task<> one, rt::task<> other) {
    auto both = [&](rt::task_group& group) -> rt::task<> {
        group.start_soon(std::move(one));
        group.start_soon(std::move(other));
        co_return;
    };
    co_await rt::with_task_group(both);
}

rt::task<> send_whole_file(const rt::stream& to, ledger& book) {
    const counted here(book);
    const rt::file file = co_await make_file();
    auto sent = co_await rt::send_file(file, 0, 1000, to, 1h);
    if (std::move(sent).value_or_throw("send_file") < all_of_it.size()) end_too_soon();
    to.finish_writing().value_or_throw("shutdown");
}

rt::task<> read_lines(rt::stream& from, ledger& book) {
    const counted here(book);
    rt::buffered_reader lines(from);
    std::string_view rest = all_of_it;
    for (;;) {
        auto line = co_await lines.read_until("\n");
        const std::string_view text = std::move(line).value_or_throw("read_until");
        if (text.empty()) break;
        must_be(rest.starts_with(text), "what was read was never written");
        rest.remove_prefix(text.size());
    }
    if (!rest.empty()) end_too_soon();
}

rt::task<connection> connect_in(const rt::listener& listening) {
    const rt::address at = listening.local().value_or_throw("local");
    auto connected = co_await rt::connect(at, 1h);
    auto accepted = co_await listening.accept().within(1h);
    co_return connection{std::move(accepted).value_or_throw("accept"),
                         std::move(connected).value_or_throw("connect")};
}

rt::task<> file_to_lines(ledger& book) {
    const counted here(book);
    const auto name = rt::address::abstract("hardship").value_or_throw("abstract");
    const auto listening = rt::listener::listen(name).value_or_throw("listen");
    connection both = co_await connect_in(listening);
    co_await together(send_whole_file(both.server, book), read_lines(both.client, book));
}

rt::task<> read_until_told(const rt::stream& from, ledger& book) {
    const counted here(book);
    std::byte buffer[16];
    for (;;) {
        const auto got = co_await from.read_some(buffer);
        if (!got || *got == 0) co_return;
    }
}

rt::task<> close_in_the_middle(rt::stream& mine, const rt::stream& peer, ledger& book) {
    const counted here(book);
    auto written = co_await peer.write_all(bytes_of("something"));
    (void)std::move(written).value_or_throw("write");
    auto closed = co_await mine.close();
    (void)std::move(closed).value_or_throw("close");
}

rt::task<> closed_under_a_reader(ledger& book) {
    const counted here(book);
    const auto name = rt::address::parse("127.0.0.1", 0).value_or_throw("parse");
    const auto listening = rt::listener::listen(name).value_or_throw("listen");
    connection both = co_await connect_in(listening);
    co_await together(read_until_told(both.server, book),
                      close_in_the_middle(both.server, both.client, book));
}

rt::task<> ask_and_answer(ledger& book) {
    const counted here(book);
    const auto any = rt::address::parse("127.0.0.1", 0).value_or_throw("parse");
    const auto mine = rt::datagram_socket::bind(any).value_or_throw("bind");
    const auto theirs = rt::datagram_socket::bind(any).value_or_throw("bind");
    auto sent = co_await mine.send_to(bytes_of("ask"), theirs.local().value_or_throw("local"));
    (void)std::move(sent).value_or_throw("send");
    std::byte buffer[16];
    auto asked = co_await theirs.receive_from(buffer).within(1h);
    const rt::datagram question = std::move(asked).value_or_throw("receive");
    must_be(question.size == 3 && question.from == mine.local().value_or_throw("local"), "not what was sent");
    auto answered = co_await theirs.send_to(bytes_of("answer"), question.from);
    (void)std::move(answered).value_or_throw("send");
    auto answer = co_await mine.receive_from(buffer).within(1h);
    must_be(std::move(answer).value_or_throw("receive").size == 6, "not what was answered");
}

}  // namespace

TEST_CASE("a datagram and its answer: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(ask_and_answer) > 10);
    CHECK(for_each_cancel(ask_and_answer) >= 10);
}

TEST_CASE("a file is written and read: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(write_and_read) > 10);
    CHECK(for_each_cancel(write_and_read) > 10);
}

TEST_CASE(
    "a file goes over a UNIX socket and is read in lines: any operation may fail, any moment may be the "
    "last") {
    CHECK(for_each_fault(file_to_lines) > 10);
    CHECK(for_each_cancel(file_to_lines) > 10);
}

TEST_CASE("a stream is closed under its reader: any operation may fail, any moment may be the last") {
    CHECK(for_each_fault(closed_under_a_reader) > 10);
    CHECK(for_each_cancel(closed_under_a_reader) > 10);
}

TEST_CASE("all of it in 200 kinds of bad weather") {
    for_each_seed(200, 0.05, write_and_read);
    for_each_seed(200, 0.05, file_to_lines);
    for_each_seed(200, 0.05, closed_under_a_reader);
}
