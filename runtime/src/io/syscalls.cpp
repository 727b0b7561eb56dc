#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <rt/io/simulated_kernel.hpp>
#include <rt/io/syscalls.hpp>

namespace rt::syscalls {

namespace {

bool is_simulated(int fd) noexcept { return simulated_kernel::knows(fd); }
simulated_network& network() noexcept { return simulated_kernel::here().network; }

// From the kernel's way of refusing to that of the C library.
int answer(int result) noexcept {
    if (result >= 0) return result;
    errno = -result;
    return -1;
}

int give(int result, const socket_name& from, sockaddr* name, socklen_t* size) noexcept {
    if (result < 0) return answer(result);
    std::memcpy(name, &from.raw, std::min(*size, from.size));
    *size = from.size;
    return 0;
}

}  // namespace

int socket(int family, int type, int protocol) noexcept {
    if (simulated_kernel::is_in_use()) return answer(network().socket(family, type));
    return ::socket(family, type, protocol);
}

int bind(int fd, const sockaddr* to, socklen_t size) noexcept {
    return is_simulated(fd) ? answer(network().bind(fd, socket_name(to, size))) : ::bind(fd, to, size);
}

int listen(int fd, int backlog) noexcept {
    return is_simulated(fd) ? answer(network().listen(fd, backlog)) : ::listen(fd, backlog);
}

int setsockopt(int fd, int level, int option, const void* value, socklen_t size) noexcept {
    return is_simulated(fd) ? answer(network().set_option(fd, level, option, value, size))
                            : ::setsockopt(fd, level, option, value, size);
}

int getsockname(int fd, sockaddr* name, socklen_t* size) noexcept {
    if (!is_simulated(fd)) return ::getsockname(fd, name, size);
    socket_name local;
    return give(network().local_name(fd, local), local, name, size);
}

int getpeername(int fd, sockaddr* name, socklen_t* size) noexcept {
    if (!is_simulated(fd)) return ::getpeername(fd, name, size);
    socket_name peer;
    return give(network().peer_name(fd, peer), peer, name, size);
}

int shutdown(int fd, int how) noexcept {
    return is_simulated(fd) ? answer(network().shutdown(fd, how)) : ::shutdown(fd, how);
}

int poll_now(pollfd& socket) noexcept {
    if (!is_simulated(socket.fd)) return ::poll(&socket, 1, 0);
    const int events = network().poll(socket.fd);
    if (events < 0) return answer(events);
    socket.revents = static_cast<short>(events & (socket.events | POLLERR | POLLHUP));
    return socket.revents != 0 ? 1 : 0;
}

int close(int fd) noexcept {
    return is_simulated(fd) ? answer(simulated_kernel::here().descriptors.close(fd)) : ::close(fd);
}

int pipe(int* ends) noexcept {
    if (!simulated_kernel::is_in_use()) return ::pipe2(ends, O_CLOEXEC);
    const auto [reader, writer] = simulated_kernel::here().files.make_pipe();
    ends[0] = reader;
    ends[1] = writer;
    return 0;
}

}  // namespace rt::syscalls
