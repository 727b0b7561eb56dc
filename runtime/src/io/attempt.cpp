#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
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

ssize_t refuse(int error) noexcept {
    errno = error;
    return -1;
}

// The first call starts the attempt; the one after the descriptor has become writable learns how it ended.
ssize_t connect(const operation& op) noexcept {
    make_nonblocking(op.fd);
    const auto* const to = static_cast<const sockaddr*>(op.data);
    if (::connect(op.fd, to, op.length) == 0 || errno == EISCONN) return 0;
    // The queue of a UNIX listener is full: no readiness would ever tell when it is not.
    if (errno == EAGAIN) return refuse(ECONNREFUSED);
    return errno == EINPROGRESS || errno == EALREADY ? refuse(EAGAIN) : -1;
}

bool is_write(const operation& op) noexcept {
    return op.code == op_code::write || op.code == op_code::write_vectored;
}

// Reads or writes, of one piece of memory or of several.
ssize_t transfer(const operation& op, int flags) noexcept {
    const iovec one{op.data, op.length};
    const bool several = op.code == op_code::read_vectored || op.code == op_code::write_vectored;
    const auto* const pieces = several ? static_cast<const iovec*>(op.data) : &one;
    const int count = several ? static_cast<int>(op.length) : 1;
    const auto at = static_cast<off_t>(op.offset);  // -1 means the same here as in an operation
    return is_write(op) ? ::pwritev2(op.fd, pieces, count, at, flags)
                        : ::preadv2(op.fd, pieces, count, at, flags);
}

// Only where there is a position is it a file, and only a file knows "answer from memory or not at all".
ssize_t try_transfer(const operation& op) noexcept {
    if (!op.has_position()) {
        make_nonblocking(op.fd);
        return transfer(op, 0);
    }
    const ssize_t moved = transfer(op, RWF_NOWAIT);
    return moved < 0 && errno == EOPNOTSUPP ? refuse(EAGAIN) : moved;  // its file system does not know it
}

ssize_t splice(const operation& op) noexcept {
    auto position = static_cast<off64_t>(op.offset);
    return ::splice(op.from, op.has_position() ? &position : nullptr, op.fd, nullptr, op.length,
                    op.flags | SPLICE_F_NONBLOCK);
}

ssize_t try_call(const operation& op) noexcept {
    const int flags = static_cast<int>(op.flags);
    switch (op.code) {
        case op_code::nop: return 0;
        case op_code::open:
        case op_code::sync:
        case op_code::status: return refuse(EAGAIN);
        case op_code::close: return ::close(op.fd);
        case op_code::read:
        case op_code::write:
        case op_code::read_vectored:
        case op_code::write_vectored: return try_transfer(op);
        case op_code::splice:
            if (op.has_position()) return refuse(EAGAIN);
            make_nonblocking(op.from);
            make_nonblocking(op.fd);
            return splice(op);
        case op_code::receive: return ::recv(op.fd, op.data, op.length, flags | MSG_DONTWAIT);
        case op_code::send: return ::send(op.fd, op.data, op.length, flags | MSG_DONTWAIT);
        case op_code::receive_message:
            return ::recvmsg(op.fd, static_cast<msghdr*>(op.data), flags | MSG_DONTWAIT);
        case op_code::send_message:
            return ::sendmsg(op.fd, static_cast<msghdr*>(op.data), flags | MSG_DONTWAIT);
        case op_code::accept: make_nonblocking(op.fd); return ::accept4(op.fd, nullptr, nullptr, flags);
        case op_code::connect: return connect(op);
        case op_code::shutdown: return ::shutdown(op.fd, flags);
        case op_code::accept_many:
        case op_code::receive_many: return refuse(EINVAL);  // no system call returns many times
    }
    return 0;
}

ssize_t call(const operation& op) noexcept {
    switch (op.code) {
        case op_code::open:
            return ::openat(op.fd, static_cast<const char*>(op.data), static_cast<int>(op.flags), op.length);
        case op_code::sync: return op.flags != 0 ? ::fdatasync(op.fd) : ::fsync(op.fd);
        case op_code::status:
            return ::statx(op.fd, "", AT_EMPTY_PATH, op.length, static_cast<struct statx*>(op.data));
        case op_code::splice: return splice(op);
        default: return transfer(op, 0);
    }
}

// Again after a signal, and without a position where there is none: a pipe, a socket or an eventfd does not
// know one, and the ring does not insist either.
template <class Call>
std::int32_t answer_of(Call make_call, operation& op) noexcept {
    for (;;) {
        const ssize_t answer = make_call(op);
        if (answer >= 0) return static_cast<std::int32_t>(answer);
        if (errno == ESPIPE && op.has_position())
            op.offset = operation::no_position;
        else if (errno != EINTR || op.code == op_code::close)  // a close that was interrupted has closed
            return -errno;
    }
}

bool can_be_read_now(int fd) noexcept {
    pollfd one{fd, POLLIN, 0};
    return ::poll(&one, 1, 0) > 0;
}

}  // namespace

std::int32_t attempt(operation& op) noexcept { return answer_of(try_call, op); }

std::int32_t carry_out(operation& op) noexcept { return answer_of(call, op); }

bool needs_thread(const operation& op) noexcept {
    switch (op.code) {
        case op_code::open:
        case op_code::sync:
        case op_code::status: return true;
        default: return op.has_position();
    }
}

waiting_place where_it_waits(const operation& op) noexcept {
    switch (op.code) {
        case op_code::write:
        case op_code::write_vectored:
        case op_code::send:
        case op_code::send_message:
        case op_code::connect: return {op.fd, readiness::to_write};
        case op_code::splice:
            if (!op.has_position() && !can_be_read_now(op.from)) return {op.from, readiness::to_read};
            return {op.fd, readiness::to_write};
        default: return {op.fd, readiness::to_read};
    }
}

}  // namespace rt
