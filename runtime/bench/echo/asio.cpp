// The same echo with Boost.Asio's coroutines.
//
// Run it:  echo_asio PORT
#include <array>
#include <boost/asio.hpp>
#include <cstdint>

#include "raw.hpp"

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

asio::awaitable<void> echo(tcp::socket client) {
    std::array<char, 4096> buffer;
    for (;;) {
        const auto [failed, got] =
            co_await client.async_read_some(asio::buffer(buffer), asio::as_tuple(asio::use_awaitable));
        if (failed) co_return;
        const auto [not_sent, sent] = co_await asio::async_write(client, asio::buffer(buffer, got),
                                                                 asio::as_tuple(asio::use_awaitable));
        if (not_sent) co_return;
    }
}

asio::awaitable<void> serve(std::uint16_t port) {
    const auto here = co_await asio::this_coro::executor;
    tcp::acceptor listening(here, {asio::ip::address_v4::loopback(), port});
    for (;;) {
        tcp::socket client = co_await listening.async_accept(asio::use_awaitable);
        client.set_option(tcp::no_delay(true));
        asio::co_spawn(here, echo(std::move(client)), asio::detached);
    }
}

}  // namespace

int main(int argc, char** argv) {
    asio::io_context context(1);
    asio::co_spawn(context, serve(raw::port(argc, argv)), asio::detached);
    context.run();
}
