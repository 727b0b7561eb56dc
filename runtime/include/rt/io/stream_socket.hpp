// stream_socket -- a TCP or UNIX stream socket of the simulated kernel: it listens, or is one side of a
// connection.
//
// How a connection ends: a side that is closed with unread bytes, or with a linger time of 0, resets it: what
// is under way is lost and both sides learn ECONNRESET, once. Else the other side reads what there is and
// then the end.
//
// Lifetime:  the connection is shared by its two sides. What nobody has accepted is reset with the listener.
// Source:    tcp(7), unix(7), RFC 1122 section 4.2.2.13 (a close with unread bytes is a reset).
// Threads:   its kernel's own.
#pragma once

#include <sys/stat.h>

#include <array>
#include <cstddef>
#include <deque>
#include <rt/io/simulated_network.hpp>
#include <utility>

namespace rt {

struct connection_of_two {
    std::array<byte_channel, 2> ways;  // [i] is what side i reads
    std::array<socket_name, 2> names;
    bool reset = false;

    void break_off() {
        reset = true;
        for (byte_channel& way : ways) way.bytes.clear();
    }
};

class stream_socket final : public open_file {
  public:
    stream_socket(simulated_network& network, int family) noexcept : network_(network), name(family) {}
    stream_socket(simulated_network& network, std::shared_ptr<connection_of_two> connection,
                  std::size_t side);
    ~stream_socket() override;

    bool is_ready(const io_uring_sqe& request) const override;
    int carry_out(const io_uring_sqe& request, std::uint32_t at_most) override;
    description describe() const override { return {S_IFSOCK | 0777, 0}; }
    std::size_t room() const override { return connection_ ? out().room() : 0; }
    void fail(const io_uring_sqe& request, int error) override;

    int listen(int backlog) noexcept;
    int shutdown(int how) noexcept;
    int poll() const noexcept;  // POLLERR | POLLHUP: the connection is over
    int peer(socket_name& into) const;

    bool listens() const noexcept { return most_waiting_ > 0; }
    bool has_room() const noexcept { return waiting_.size() < most_waiting_; }

  private:
    simulated_network& network_;

  public:
    socket_name name;             // of this side
    bool reuse_port = false;      // SO_REUSEPORT
    bool reset_on_close = false;  // SO_LINGER with a time of 0

  private:
    int accept();
    int connect(const io_uring_sqe& request);
    int receive(const io_uring_sqe& request, std::uint32_t at_most);
    int send(const io_uring_sqe& request, std::uint32_t at_most);
    byte_channel& in() const noexcept { return connection_->ways[side_]; }
    byte_channel& out() const noexcept { return connection_->ways[1 - side_]; }
    // The first who asks is told that the connection was reset; from then on it is merely over.
    int tell_reset(int afterwards) noexcept {
        return std::exchange(reset_told_, true) ? afterwards : -ECONNRESET;
    }

    std::size_t most_waiting_ = 0;                            // while it listens: the backlog
    std::deque<std::shared_ptr<connection_of_two>> waiting_;  // connections that nobody has accepted
    std::shared_ptr<connection_of_two> connection_;           // null: not connected
    std::size_t side_ = 0;
    bool reset_told_ = false;
    bool reading_shut_ = false;
    bool peer_is_gone_ = false;  // bytes were sent to a closed peer, which has answered with a reset
};

}  // namespace rt
