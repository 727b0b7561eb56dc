#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <rt/io/attempt.hpp>

namespace rt {

namespace {

// Where a call has no flag that says "do not wait", the descriptor must say so.
void make_nonblocking(int fd) noexcept {
    const int flags = ::fcntl(fd, F_GETFL);
    if (flags >= 0 && (flags & O_NONBLOCK) == 0) ::fcntl(fd, F_SETFL, flags | O_NONBLOCK);
}

// The first call starts the attempt; the one after the descriptor has become writable learns how it ended.
std::int32_t connect(operation& op) noexcept {
    make_nonblocking(op.fd);
    if (::connect(op.fd, static_cast<const sockaddr*>(op.data), op.length) == 0) return 0;
    if (errno == EISCONN) return 0;
    return errno == EINPROGRESS || errno == EALREADY ? -EAGAIN : -errno;
}

bool has_position(const operation& op) noexcept { return op.offset != static_cast<std::uint64_t>(-1); }

ssize_t call(operation& op) noexcept {
    const auto position = static_cast<off_t>(op.offset);
    switch (op.code) {
        case op_code::nop: return 0;
        case op_code::receive: return ::recv(op.fd, op.data, op.length, static_cast<int>(op.flags) | MSG_DONTWAIT);
        case op_code::send: return ::send(op.fd, op.data, op.length, static_cast<int>(op.flags) | MSG_DONTWAIT);
        case op_code::accept:
            make_nonblocking(op.fd);
            return ::accept4(op.fd, nullptr, nullptr, static_cast<int>(op.flags));
        case op_code::connect: return connect(op);
        case op_code::read:
            make_nonblocking(op.fd);
            return has_position(op) ? ::pread(op.fd, op.data, op.length, position)
                                    : ::read(op.fd, op.data, op.length);
        case op_code::write:
            make_nonblocking(op.fd);
            return has_position(op) ? ::pwrite(op.fd, op.data, op.length, position)
                                    : ::write(op.fd, op.data, op.length);
    }
    return 0;
}

}  // namespace

std::int32_t attempt(operation& op) noexcept {
    for (;;) {
        errno = 0;
        const ssize_t answer = call(op);
        if (op.code == op_code::connect || answer >= 0) return static_cast<std::int32_t>(answer);
        if (errno == EINTR) continue;
        // A pipe, a socket or an eventfd has no positions; the ring does not insist either.
        if (errno == ESPIPE && has_position(op)) {
            op.offset = static_cast<std::uint64_t>(-1);
            continue;
        }
        return -errno;
    }
}

readiness readiness_of(const operation& op) noexcept {
    switch (op.code) {
        case op_code::send:
        case op_code::write:
        case op_code::connect: return readiness::to_write;
        default: return readiness::to_read;
    }
}

}  // namespace rt
