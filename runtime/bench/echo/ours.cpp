// The runtime's TCP echo: a task for each connection. `compare` measures it beside others.
//
// It writes with write_some() where write_all() reads better: that is a task of its own, with a frame.
//
// Run it:  echo_ours PORT plain|multishot
//   plain      one request to the kernel for each receive, into a buffer of the task's
//   multishot  one request for all that a connection sends, in the driver's buffers
#include <array>
#include <cstdio>
#include <cstdlib>
#include <rt/io/run.hpp>
#include <rt/loop/spawn.hpp>
#include <rt/net/listener.hpp>
#include <string_view>

namespace {

rt::task<> echo_plain(rt::stream client) {
    std::array<std::byte, 4096> buffer;
    for (;;) {
        const auto got = co_await client.read_some(buffer);
        if (!got || *got == 0) co_return;
        std::span<const std::byte> left = std::span(buffer).first(*got);
        while (!left.empty()) {
            const auto sent = co_await client.write_some(left);
            if (!sent) co_return;
            left = left.subspan(*sent);
        }
    }
}

rt::task<> echo_multishot(rt::stream client) {
    auto incoming = client.incoming();
    for (;;) {
        const auto message = co_await incoming.next();
        if (!message || message->empty()) co_return;
        std::span<const std::byte> left = message->bytes();
        while (!left.empty()) {
            const auto sent = co_await client.write_some(left);
            if (!sent) co_return;
            left = left.subspan(*sent);
        }
    }
}

rt::task<> serve(std::uint16_t port, rt::task<> (*echo)(rt::stream)) {
    const auto at = rt::address::parse("127.0.0.1", port).value_or_throw("parse");
    const rt::listener listening = rt::listener::listen(at).value_or_throw("listen");
    auto connections = listening.connections();
    for (;;) {
        auto client = co_await connections.next();
        if (client) rt::spawn(echo(*std::move(client)));
    }
}

}  // namespace

int main(int argc, char** argv) {
    const std::string_view how = argc == 3 ? argv[2] : "";
    if (how != "plain" && how != "multishot") {
        std::fprintf(stderr, "usage: echo_ours PORT plain|multishot\n");
        return 2;
    }
    const auto port = static_cast<std::uint16_t>(std::atoi(argv[1]));
    rt::run(serve(port, how == "plain" ? echo_plain : echo_multishot));
}
