#include <algorithm>
#include <cerrno>
#include <cstring>
#include <rt/io/message_socket.hpp>
#include <rt/io/request_memory.hpp>
#include <utility>

namespace rt {

bool message_socket::is_ready(const io_uring_sqe& request) const {
    return !is_read(request) || !waiting_.empty() || (request.msg_flags & MSG_DONTWAIT) != 0;
}

int message_socket::carry_out(const io_uring_sqe& request, std::uint32_t) {
    if (request.opcode == IORING_OP_CONNECT) return connect(request);
    if (is_read(request)) return receive(request);
    return is_write(request) ? send(request) : -EOPNOTSUPP;
}

int message_socket::connect(const io_uring_sqe& request) {
    const socket_name to(pointer_in<const void>(request.addr), static_cast<socklen_t>(request.off));
    if (to.family() != name.family()) return -EAFNOSUPPORT;
    if (const int refused = need_name(); refused < 0) return refused;
    peer_ = to;
    return 0;
}

// Who sends without a name gets one, so that there can be an answer.
int message_socket::need_name() {
    return name.is_internet() && !name.is_named() ? network_.take_name(*this, name) : 0;
}

int message_socket::receive(const io_uring_sqe& request) {
    if (waiting_.empty()) return -EAGAIN;
    const message next = std::move(waiting_.front());
    waiting_.pop_front();
    const request_memory memory(request);
    const std::size_t length = std::min(memory.size(), next.bytes.size());
    memory.fill(std::string_view(next.bytes).substr(0, length));
    if (request.opcode == IORING_OP_RECVMSG) {
        msghdr& header = *pointer_in<msghdr>(request.addr);
        if (header.msg_name != nullptr)
            std::memcpy(header.msg_name, &next.from.raw, std::min(header.msg_namelen, next.from.size));
        header.msg_namelen = next.from.size;
        header.msg_flags = length < next.bytes.size() ? MSG_TRUNC : 0;
    }
    return static_cast<int>(length);
}

int message_socket::send(const io_uring_sqe& request) {
    socket_name to = peer_;
    if (request.opcode == IORING_OP_SENDMSG) {
        const msghdr& header = *pointer_in<msghdr>(request.addr);
        if (header.msg_name != nullptr) to = socket_name(header.msg_name, header.msg_namelen);
    }
    if (!to.is_named()) return -EDESTADDRREQ;
    const request_memory memory(request);
    if (memory.size() > longest) return -EMSGSIZE;
    if (const int refused = need_name(); refused < 0) return refused;
    std::string bytes;
    memory.append_to(bytes, memory.size());
    const int size = static_cast<int>(bytes.size());
    message_socket* const receiver = network_.receiver_at(to);
    if (receiver == nullptr) return to.is_internet() ? size : -ECONNREFUSED;
    const bool is_heard = !receiver->peer_.is_named() || receiver->peer_.covers(name);
    if (is_heard && receiver->waiting_.size() < most_waiting)
        receiver->waiting_.push_back({name, std::move(bytes)});
    return size;
}

}  // namespace rt
