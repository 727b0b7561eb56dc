// request_memory -- the memory that a submission queue entry names: one piece, or several (readv, sendmsg).
//
// Lifetime:  a view; its pieces are the submitter's until the completion.
// Source:    io_uring_enter(2); readv(2), sendmsg(2).
#pragma once

#include <liburing.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace rt {

template <class T>
T* pointer_in(std::uint64_t field) noexcept {
    return reinterpret_cast<T*>(static_cast<std::uintptr_t>(field));
}

class request_memory {
  public:
    explicit request_memory(const io_uring_sqe& request) noexcept
        : whole_{pointer_in<void>(request.addr), request.len}, pieces_(&whole_, 1) {
        if (request.opcode == IORING_OP_READV || request.opcode == IORING_OP_WRITEV) {
            pieces_ = {pointer_in<iovec>(request.addr), request.len};
        } else if (request.opcode == IORING_OP_RECVMSG || request.opcode == IORING_OP_SENDMSG) {
            const msghdr& message = *pointer_in<msghdr>(request.addr);
            pieces_ = {message.msg_iov, message.msg_iovlen};
        }
    }
    request_memory(const request_memory&) = delete;
    request_memory& operator=(const request_memory&) = delete;

    std::size_t size() const noexcept {
        std::size_t total = 0;
        for (const iovec& piece : pieces_) total += piece.iov_len;
        return total;
    }

    // Writes `bytes` into the pieces, in their order. REQUIRES: they fit.
    void fill(std::string_view bytes) const {
        for (const iovec& piece : pieces_) {
            const std::string_view part = bytes.substr(0, piece.iov_len);
            std::copy_n(part.data(), part.size(), static_cast<char*>(piece.iov_base));
            bytes.remove_prefix(part.size());
        }
    }

    // Appends the first `count` bytes of the pieces.
    void append_to(std::string& bytes, std::size_t count) const {
        for (const iovec& piece : pieces_) {
            const std::size_t part = std::min(count, piece.iov_len);
            bytes.append(static_cast<const char*>(piece.iov_base), part);
            count -= part;
        }
    }

  private:
    iovec whole_;
    std::span<const iovec> pieces_;
};

inline bool is_read(const io_uring_sqe& request) noexcept {
    return request.opcode == IORING_OP_READ || request.opcode == IORING_OP_READV ||
           request.opcode == IORING_OP_RECV || request.opcode == IORING_OP_RECVMSG;
}

inline bool is_write(const io_uring_sqe& request) noexcept {
    return request.opcode == IORING_OP_WRITE || request.opcode == IORING_OP_WRITEV ||
           request.opcode == IORING_OP_SEND || request.opcode == IORING_OP_SENDMSG;
}

}  // namespace rt
