#include <poll.h>

#include <algorithm>
#include <rt/io/request_memory.hpp>
#include <rt/io/stream_socket.hpp>
#include <utility>

namespace rt {

namespace {

bool has_flag(const io_uring_sqe& request, unsigned flag) noexcept {
    const bool knows_flags = request.opcode == IORING_OP_RECV || request.opcode == IORING_OP_SEND ||
                             request.opcode == IORING_OP_RECVMSG || request.opcode == IORING_OP_SENDMSG;
    return knows_flags && (request.msg_flags & flag) != 0;
}

socket_name target_of(const io_uring_sqe& request) noexcept {
    return {pointer_in<const void>(request.addr), static_cast<socklen_t>(request.off)};
}

}  // namespace

stream_socket::stream_socket(simulated_network& network, std::shared_ptr<connection_of_two> connection,
                             std::size_t side)
    : network_(network), name(connection->names[side]), connection_(std::move(connection)), side_(side) {}

stream_socket::~stream_socket() {
    network_.leave(*this);
    for (const auto& unaccepted : waiting_) unaccepted->break_off();
    if (!connection_ || connection_->reset) return;
    in().reader_open = false;
    out().writer_open = false;
    if (reset_on_close || !in().bytes.empty()) connection_->break_off();
}

bool stream_socket::is_ready(const io_uring_sqe& request) const {
    if (request.opcode == IORING_OP_ACCEPT) return !listens() || !waiting_.empty();
    if (request.opcode == IORING_OP_CONNECT) {
        const stream_socket* const to = network_.listener_at(target_of(request));
        return connection_ || to == nullptr || to->has_room();
    }
    if (request.opcode == IORING_OP_SHUTDOWN || !connection_ || connection_->reset) return true;
    if (has_flag(request, MSG_DONTWAIT) || request_memory(request).size() == 0) return true;
    if (is_read(request)) return !in().bytes.empty() || !in().writer_open || reading_shut_;
    return out().room() > 0 || !out().writer_open || !out().reader_open;
}

int stream_socket::carry_out(const io_uring_sqe& request, std::uint32_t at_most) {
    switch (request.opcode) {
        case IORING_OP_ACCEPT: return accept();
        case IORING_OP_CONNECT: return connect(request);
        case IORING_OP_SHUTDOWN: return shutdown(static_cast<int>(request.len));
        default: return is_read(request) ? receive(request, at_most) : send(request, at_most);
    }
}

// A peer that is said to have reset the connection has: both sides learn it.
void stream_socket::fail(const io_uring_sqe& request, int error) {
    if (error == ECONNABORTED && request.opcode == IORING_OP_ACCEPT && !waiting_.empty()) {
        waiting_.front()->break_off();
        waiting_.pop_front();
    }
    if (!connection_ || (error != ECONNRESET && error != EPIPE && error != ETIMEDOUT)) return;
    reset_told_ = true;
    connection_->break_off();
}

int stream_socket::listen(int backlog) noexcept {
    if (connection_) return -EINVAL;
    most_waiting_ = static_cast<std::size_t>(std::max(backlog, 1));
    return 0;
}

int stream_socket::accept() {
    if (!listens()) return -EINVAL;
    const auto next = waiting_.front();
    waiting_.pop_front();
    return network_.add(std::make_shared<stream_socket>(network_, next, 0));
}

int stream_socket::connect(const io_uring_sqe& request) {
    if (connection_) return -EISCONN;
    const socket_name to = target_of(request);
    if (to.family() != name.family()) return -EAFNOSUPPORT;
    stream_socket* const listener = network_.listener_at(to);
    if (listener == nullptr) return to.is_internet() ? -ECONNREFUSED : -ENOENT;
    if (name.is_internet() && !name.is_named()) {
        name = to;  // the same host
        name.set_port(0);
        if (const int refused = network_.take_name(*this, name); refused < 0) return refused;
    }
    connection_ = std::make_shared<connection_of_two>();
    connection_->names = {to, name};
    side_ = 1;
    listener->waiting_.push_back(connection_);
    return 0;
}

int stream_socket::receive(const io_uring_sqe& request, std::uint32_t at_most) {
    if (!connection_) return -ENOTCONN;
    if (connection_->reset) return tell_reset(0);
    if (!is_ready(request) || (in().bytes.empty() && has_flag(request, MSG_DONTWAIT) && in().writer_open))
        return -EAGAIN;
    const request_memory memory(request);
    const std::size_t length = std::min({memory.size(), std::size_t{at_most}, in().bytes.size()});
    memory.fill(std::string_view(in().bytes).substr(0, length));
    if (!has_flag(request, MSG_PEEK)) in().bytes.erase(0, length);
    return static_cast<int>(length);
}

int stream_socket::send(const io_uring_sqe& request, std::uint32_t at_most) {
    if (!connection_) return name.is_internet() ? -EPIPE : -ENOTCONN;
    if (connection_->reset) return tell_reset(-EPIPE);
    if (!out().writer_open) return -EPIPE;
    const request_memory memory(request);
    const std::size_t wanted = std::min(memory.size(), std::size_t{at_most});
    if (!out().reader_open) {
        // The first bytes to a closed TCP peer are taken, and answered with a reset; who sends again is told.
        const bool told = !name.is_internet() || std::exchange(peer_is_gone_, true);
        return told ? -EPIPE : static_cast<int>(wanted);
    }
    if (out().room() == 0 && wanted > 0) return -EAGAIN;
    const std::size_t length = std::min(wanted, out().room());
    memory.append_to(out().bytes, length);
    return static_cast<int>(length);
}

int stream_socket::shutdown(int how) noexcept {
    if (!connection_ || connection_->reset) return -ENOTCONN;
    if (how == SHUT_RD || how == SHUT_RDWR) reading_shut_ = true;
    if (how == SHUT_WR || how == SHUT_RDWR) out().writer_open = false;
    return 0;
}

int stream_socket::poll() const noexcept {
    if (!connection_) return POLLHUP;
    if (connection_->reset) return POLLERR | POLLHUP;
    const bool over = !in().writer_open && !out().writer_open;
    return peer_is_gone_ || over ? POLLHUP : 0;
}

int stream_socket::peer(socket_name& into) const {
    if (!connection_ || connection_->reset) return -ENOTCONN;
    into = connection_->names[1 - side_];
    return 0;
}

}  // namespace rt
