#include <rt/io/prepare.hpp>

namespace rt {

void prepare(io_uring_sqe& sqe, const operation& op) noexcept {
    const int flags = static_cast<int>(op.flags);
    switch (op.code) {
        case op_code::nop: return io_uring_prep_nop(&sqe);
        case op_code::read: return io_uring_prep_read(&sqe, op.fd, op.data, op.length, op.offset);
        case op_code::write: return io_uring_prep_write(&sqe, op.fd, op.data, op.length, op.offset);
        case op_code::receive: return io_uring_prep_recv(&sqe, op.fd, op.data, op.length, flags);
        case op_code::send: return io_uring_prep_send(&sqe, op.fd, op.data, op.length, flags);
        case op_code::accept: return io_uring_prep_accept(&sqe, op.fd, nullptr, nullptr, flags);
        case op_code::connect:
            return io_uring_prep_connect(&sqe, op.fd, static_cast<const sockaddr*>(op.data), op.length);
    }
}

}  // namespace rt
