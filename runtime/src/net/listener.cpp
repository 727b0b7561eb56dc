#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <rt/net/listener.hpp>

namespace rt {

namespace {

std::error_code last_error() noexcept { return {errno, std::system_category()}; }

bool set(const fd& socket, int level, int option) noexcept {
    const int on = 1;
    return syscalls::setsockopt(socket.get(), level, option, &on, sizeof on) == 0;
}

// REUSEADDR: a restart need not wait for the last connections to leave TIME_WAIT. NODELAY is inherited by what is
// accepted: an answer leaves at once and does not wait for the acknowledgement of the one before.
bool set_internet_options(const fd& socket, const address& at, const listener::options& how) noexcept {
    bool ok = set(socket, SOL_SOCKET, SO_REUSEADDR) && set(socket, IPPROTO_TCP, TCP_NODELAY);
    if (ok && how.reuse_port) ok = set(socket, SOL_SOCKET, SO_REUSEPORT);
    if (ok && at.family() == AF_INET6) ok = set(socket, IPPROTO_IPV6, IPV6_V6ONLY);
    return ok;
}

}  // namespace

io_result<listener> listener::listen(const address& at, options how) {
    fd socket(syscalls::socket(at.family(), SOCK_STREAM | SOCK_CLOEXEC, 0));
    if (!socket) return last_error();
    bool ok = !at.is_internet() || set_internet_options(socket, at, how);
    ok = ok && syscalls::bind(socket.get(), at.data(), at.size()) == 0 &&
         syscalls::listen(socket.get(), how.backlog) == 0;
    if (!ok) return last_error();
    return listener(std::move(socket));
}

io_result<listener> listener::adopt(fd listening) {
    int listens = 0;
    socklen_t size = sizeof listens;
    if (::getsockopt(listening.get(), SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) < 0) return last_error();
    if (listens == 0) return std::errc::invalid_argument;
    return listener(std::move(listening));
}

io_awaiter<stream> listener::accept() const noexcept {
    return io_awaiter<stream>(op_code::accept, socket_.get(), nullptr, 0, SOCK_CLOEXEC);
}

io_result<address> listener::local() const {
    sockaddr_storage raw{};
    socklen_t size = sizeof raw;
    if (syscalls::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&raw), &size) < 0)
        return last_error();
    return address::from(reinterpret_cast<const sockaddr&>(raw), size);
}

}  // namespace rt
