#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>

#include <rt/io/prepare.hpp>

namespace rt {

namespace {

// The position of a pipe or a socket, which have none.
constexpr std::int64_t none = -1;

}  // namespace

void prepare(io_uring_sqe& sqe, const operation& op) noexcept {
    const int flags = static_cast<int>(op.flags);
    switch (op.code) {
        case op_code::nop: return io_uring_prep_nop(&sqe);
        case op_code::read: return io_uring_prep_read(&sqe, op.fd, op.data, op.length, op.offset);
        case op_code::write: return io_uring_prep_write(&sqe, op.fd, op.data, op.length, op.offset);
        case op_code::read_vectored:
            return io_uring_prep_readv(&sqe, op.fd, static_cast<const iovec*>(op.data), op.length, op.offset);
        case op_code::write_vectored:
            return io_uring_prep_writev(&sqe, op.fd, static_cast<const iovec*>(op.data), op.length,
                                        op.offset);
        case op_code::open:
            return io_uring_prep_openat(&sqe, op.fd, static_cast<const char*>(op.data), flags, op.length);
        case op_code::close: return io_uring_prep_close(&sqe, op.fd);
        case op_code::sync:
            return io_uring_prep_fsync(&sqe, op.fd, op.flags != 0 ? IORING_FSYNC_DATASYNC : 0);
        case op_code::status:
            return io_uring_prep_statx(&sqe, op.fd, "", AT_EMPTY_PATH, op.length,
                                       static_cast<struct statx*>(op.data));
        case op_code::splice:
            return io_uring_prep_splice(&sqe, op.from, static_cast<std::int64_t>(op.offset), op.fd, none,
                                        op.length, op.flags);
        case op_code::receive: return io_uring_prep_recv(&sqe, op.fd, op.data, op.length, flags);
        case op_code::send: return io_uring_prep_send(&sqe, op.fd, op.data, op.length, flags);
        case op_code::receive_message:
            return io_uring_prep_recvmsg(&sqe, op.fd, static_cast<msghdr*>(op.data), op.flags);
        case op_code::send_message:
            return io_uring_prep_sendmsg(&sqe, op.fd, static_cast<const msghdr*>(op.data), op.flags);
        case op_code::accept: return io_uring_prep_accept(&sqe, op.fd, nullptr, nullptr, flags);
        case op_code::accept_many:
            return io_uring_prep_multishot_accept(&sqe, op.fd, nullptr, nullptr, flags);
        case op_code::receive_many:
            io_uring_prep_recv_multishot(&sqe, op.fd, nullptr, 0, flags);
            sqe.flags |= IOSQE_BUFFER_SELECT;
            sqe.buf_group = shared_buffers;
            return;
        case op_code::connect:
            return io_uring_prep_connect(&sqe, op.fd, static_cast<const sockaddr*>(op.data), op.length);
        case op_code::shutdown: return io_uring_prep_shutdown(&sqe, op.fd, flags);
    }
}

}  // namespace rt
