// echo_with_three_clients -- a run with a bit of everything: a server, three clients, the thread pool, a cancel scope.
#pragma once

#include <array>
#include <rt/core/task_group.hpp>
#include <rt/core/when_all.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <rt/loop/run_blocking.hpp>
#include <rt/loop/sleep.hpp>
#include <rt/net/listener.hpp>
#include <string>
#include <string_view>

namespace echo {

inline rt::task<> answer(rt::stream client) {
    std::array<std::byte, 256> buffer{};
    for (;;) {
        const auto got = co_await client.read_some(buffer);
        if (!got || *got == 0) co_return;
        const auto sent = co_await client.write_all(std::span(buffer).first(*got));
        if (!sent) co_return;
    }
}

inline rt::task<> serve(const rt::listener& door, rt::task_group& clients) {
    for (;;) {
        auto accepted = co_await door.accept();
        if (!accepted) co_return;
        clients.start_soon(rt::named("connection"), answer, std::move(*accepted));
    }
}

inline int count_letters(std::string text) { return static_cast<int>(text.size()); }

// RETURNS how many of its messages came back whole.
inline rt::task<int> talk(rt::address to, std::string message, int times) {
    auto connected = co_await rt::connect(to);
    const rt::stream server = std::move(connected).value_or_throw("connect");
    int back = 0;
    for (int i = 0; i < times; ++i) {
        const auto sent = co_await server.write_all(std::as_bytes(std::span(message)));
        if (!sent) co_return back;
        std::array<std::byte, 256> buffer{};
        const auto got = co_await server.read_some(buffer);
        if (got && *got == message.size()) ++back;
    }
    const int letters = co_await rt::run_blocking(count_letters, message);
    co_return letters == static_cast<int>(message.size()) ? back : 0;
}

inline rt::task<> stop_when_done(rt::address at, rt::cancel_scope& server, int& answers) {
    const auto [a, b, c] =
        co_await rt::when_all(talk(at, "hello", 3), talk(at, "how are you?", 2), talk(at, "bye", 1));
    answers = a + b + c;
    server.cancel();
}

// RETURNS how many messages came back: six.
inline rt::task<int> with_three_clients() {
    const rt::listener door =
        rt::listener::listen(*rt::address::parse("127.0.0.1", 0)).value_or_throw("listen");
    const rt::address at = door.local().value_or_throw("local");
    int answers = 0;
    const auto run = [&](rt::task_group& group) -> rt::task<> {
        group.start_soon(rt::named("clients"), stop_when_done, at, std::ref(group.scope()),
                         std::ref(answers));
        co_await serve(door, group);
    };
    co_await rt::with_task_group(run);
    co_return answers;
}

}  // namespace echo
