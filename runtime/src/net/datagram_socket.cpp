#include <sys/socket.h>

#include <cerrno>
#include <rt/io/syscalls.hpp>
#include <rt/net/datagram_socket.hpp>

namespace rt {

namespace {

std::error_code last_error() noexcept { return {errno, std::system_category()}; }

}  // namespace

io_result<datagram_socket> datagram_socket::bind(const address& at) {
    fd socket(syscalls::socket(at.family(), SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (!socket) return last_error();
    if (syscalls::bind(socket.get(), at.data(), at.size()) < 0) return last_error();
    return datagram_socket(std::move(socket));
}

io_result<address> datagram_socket::local() const {
    sockaddr_storage raw{};
    socklen_t size = sizeof raw;
    if (syscalls::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&raw), &size) < 0)
        return last_error();
    return address::from(reinterpret_cast<const sockaddr&>(raw), size);
}

}  // namespace rt
