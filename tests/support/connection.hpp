// connection -- two connected streams for a test, and the little that every test does with them.
#pragma once

#include <rt/core/when_all.hpp>
#include <rt/net/listener.hpp>
#include <rt/net/stream.hpp>
#include <span>
#include <string>
#include <string_view>

struct connection {
    rt::stream server;
    rt::stream client;
};

inline std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

inline rt::task<rt::stream> accept_one(const rt::listener& from) {
    auto accepted = co_await from.accept();
    co_return std::move(accepted).value_or_throw("accept");
}

inline rt::task<rt::stream> connect_to(rt::address to) {
    auto connected = co_await rt::connect(to);
    co_return std::move(connected).value_or_throw("connect");
}

inline rt::task<connection> connect_by(const rt::listener& listening) {
    const rt::address at = listening.local().value_or_throw("local");
    auto [server, client] = co_await rt::when_all(accept_one(listening), connect_to(at));
    co_return connection{std::move(server), std::move(client)};
}

inline rt::task<connection> make_connection() {
    const auto here = rt::address::parse("127.0.0.1", 0).value_or_throw("parse");
    const auto listening = rt::listener::listen(here).value_or_throw("listen");
    co_return co_await connect_by(listening);
}

inline rt::task<std::string> read_to_end(const rt::stream& from) {
    std::string all;
    std::byte buffer[4096];
    for (;;) {
        const auto got = co_await from.read_some(buffer);
        if (!got || *got == 0) co_return all;
        all.append(reinterpret_cast<const char*>(buffer), *got);
    }
}

inline rt::task<> write_text(const rt::stream& to, std::string text) {
    auto written = co_await to.write_all(bytes_of(text));
    (void)std::move(written).value_or_throw("write_all");
}
