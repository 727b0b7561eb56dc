// wary_peer.hpp -- both ends of a connection, for programs to which anything may happen: what is read was written, or it
// is a failure that is told by std::system_error.
#pragma once

#include <rt/core/task_group.hpp>
#include <rt/core/when_all.hpp>
#include <rt/net/listener.hpp>
#include <stdexcept>
#include <string>

#include "support/counted.hpp"

namespace wary {

inline rt::listener listen_here() {
    return rt::listener::listen(rt::address::parse("127.0.0.1", 0).value_or_throw("parse"))
        .value_or_throw("listen");
}

inline rt::task<rt::stream> connect_to(rt::address to) {
    auto connected = co_await rt::connect(to, std::chrono::hours(1));
    co_return std::move(connected).value_or_throw("connect");
}

inline rt::task<rt::stream> accept_one(const rt::listener& from) {
    auto accepted = co_await from.accept().within(std::chrono::hours(1));  // the client may have failed
    co_return std::move(accepted).value_or_throw("accept");
}

inline std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

[[noreturn]] inline void end_too_soon() {
    throw std::system_error(std::make_error_code(std::errc::connection_aborted), "the end, too soon");
}

// Reads `expected`, and accepts nothing else.
inline rt::task<> expect(const rt::stream& from, std::string_view expected) {
    std::byte buffer[100];
    while (!expected.empty()) {
        auto got = co_await from.read_some(buffer);
        const std::size_t count = std::move(got).value_or_throw("read");
        if (count == 0) end_too_soon();
        const std::string_view came(reinterpret_cast<const char*>(buffer), count);
        if (!expected.starts_with(came)) throw std::logic_error("what was read was never written");
        expected.remove_prefix(count);
    }
}

inline rt::task<> say(const rt::stream& to, std::string_view words) {
    auto said = co_await to.write_all(bytes_of(words));
    std::move(said).value_or_throw("write");
}

inline rt::task<> say_and_finish(const rt::stream& to, std::string_view words) {
    co_await say(to, words);
    to.finish_writing().value_or_throw("shutdown");
}

inline rt::task<> expect_all(const rt::stream& from, std::string_view expected) {
    co_await expect(from, expected);
    std::byte one[1];
    auto end = co_await from.read_some(one);
    if (std::move(end).value_or_throw("read") != 0) throw std::logic_error("more than was written");
}

// When one fails, the other is cancelled: it may wait for what will never come.
inline rt::task<> together(rt::task<> one, rt::task<> other) {
    auto both = [&](rt::task_group& group) -> rt::task<> {
        group.start_soon(std::move(one));
        group.start_soon(std::move(other));
        co_return;
    };
    co_await rt::with_task_group(both);
}

inline rt::task<> talk(rt::address to, std::string words, ledger& book) {
    const counted here(book);
    const rt::stream server = co_await connect_to(to);
    co_await together(say_and_finish(server, words), expect_all(server, words));
}

inline rt::task<> talk_three_times(rt::address to, ledger& book) {
    co_await rt::when_all(talk(to, "one", book), talk(to, "two and twenty times two", book),
                          talk(to, "3", book));
}

}  // namespace wary
