#include <netinet/in.h>
#include <netinet/tcp.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <rt/io/piece_window.hpp>
#include <rt/net/stream.hpp>

namespace rt {

io_awaiter<std::size_t> stream::request(op_code code, void* data, std::size_t size,
                                        unsigned flags) const noexcept {
    return io_awaiter<std::size_t>(code, socket_.get(), data, size_of_one_call(size), flags);
}

task<io_result<done>> stream::write_all(std::span<const std::byte> from, duration limit) const {
    while (!from.empty()) {
        const auto taken = co_await write_some(from).within(limit);
        if (!taken) co_return taken.error();
        from = from.subspan(*taken);
    }
    co_return done{};
}

task<io_result<done>> stream::write_all(std::span<const std::span<const std::byte>> pieces,
                                        duration limit) const {
    piece_window window(pieces);
    while (!window.empty()) {
        const std::span<iovec> next = window.show();
        msghdr message{};
        message.msg_iov = next.data();
        message.msg_iovlen = next.size();
        const auto taken = co_await request(op_code::send_message, &message, 1, MSG_NOSIGNAL).within(limit);
        if (!taken) co_return taken.error();
        window.skip(*taken);
    }
    co_return done{};
}

task<io_result<std::size_t>> stream::read_exactly(std::span<std::byte> into, duration limit) const {
    std::size_t have = 0;
    while (have < into.size()) {
        const auto got = co_await read_some(into.subspan(have)).within(limit);
        if (!got) co_return got.error();
        if (*got == 0) break;
        have += *got;
    }
    co_return have;
}

io_result<done> stream::finish_writing() const noexcept {
    if (syscalls::shutdown(socket_.get(), SHUT_WR) < 0) return std::error_code(errno, std::system_category());
    return done{};
}

bool stream::is_connected() const noexcept {
    pollfd asked{socket_.get(), 0, 0};
    return syscalls::poll_now(asked) == 0;
}

io_result<address> stream::peer() const {
    sockaddr_storage raw{};
    socklen_t size = sizeof raw;
    if (syscalls::getpeername(socket_.get(), reinterpret_cast<sockaddr*>(&raw), &size) < 0)
        return std::error_code(errno, std::system_category());
    return address::from(reinterpret_cast<const sockaddr&>(raw), size);
}

task<io_result<stream>> connect(address to, duration limit) {
    fd socket(syscalls::socket(to.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket) co_return std::error_code(errno, std::system_category());
    const int on = 1;
    if (to.is_internet()) syscalls::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const auto connected = co_await io_awaiter<done>(op_code::connect, socket.get(),
                                                     const_cast<sockaddr*>(to.data()), to.size(), 0)
                               .within(limit);
    if (!connected) co_return connected.error();
    co_return stream(std::move(socket));
}

}  // namespace rt
