// two_peers.cpp -- a user's program: two tasks talk over TCP, and an await goes deep without optimisation.
#include <cstdio>
#include <rt/core/when_all.hpp>
#include <rt/io/run.hpp>
#include <rt/net/listener.hpp>

rt::task<int> depth(int left) {
    if (left == 0) co_return 0;
    const int below = co_await depth(left - 1);  // flat only if the compiler was told what the package says
    co_return below + 1;
}

rt::task<int> answer(const rt::listener& at) {
    const rt::stream client = (co_await at.accept()).value_or_throw("accept");
    const int levels = co_await depth(200'000);
    const auto written = co_await client.write_all(std::as_bytes(std::span(&levels, 1)));
    co_return written ? 0 : 1;
}

rt::task<int> ask(rt::address of) {
    const rt::stream server = (co_await rt::connect(of)).value_or_throw("connect");
    int levels = 0;
    const auto got = co_await server.read_some(std::as_writable_bytes(std::span(&levels, 1)));
    co_return got ? levels : -1;
}

rt::task<int> both() {
    const auto at = rt::listener::listen(*rt::address::parse("127.0.0.1", 0)).value_or_throw("listen");
    const auto answers = co_await rt::when_all(answer(at), ask(at.local().value_or_throw("local")));
    co_return std::get<1>(answers);
}

int main() { std::printf("%d levels\n", rt::run(both())); }
