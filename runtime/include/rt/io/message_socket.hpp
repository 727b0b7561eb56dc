// message_socket -- a UDP or UNIX datagram socket of the simulated kernel: messages that arrive whole.
//
// What is sent arrives at once, in order, unless nobody is bound there, the receiver is connected to somebody else, or
// it has 64 messages that nobody has received: then it is lost, and the sender does not learn of it.
//
// Lifetime:  what was not received is lost with the socket.
// Source:    udp(7), recvmsg(2).
// Threads:   its kernel's own.
#pragma once

#include <sys/stat.h>

#include <deque>
#include <rt/io/simulated_network.hpp>
#include <string>

namespace rt {

class message_socket final : public open_file {
  public:
    message_socket(simulated_network& network, int family) noexcept : network_(network), name(family) {}
    ~message_socket() override { network_.leave(*this); }

    bool is_ready(const io_uring_sqe& request) const override;
    int carry_out(const io_uring_sqe& request, std::uint32_t at_most) override;
    description describe() const override { return {S_IFSOCK | 0777, 0}; }

  private:
    struct message {
        socket_name from;
        std::string bytes;
    };
    static constexpr std::size_t most_waiting = 64;
    static constexpr std::size_t longest = 65507;  // of UDP over IPv4

    int connect(const io_uring_sqe& request);
    int receive(const io_uring_sqe& request);
    int send(const io_uring_sqe& request);
    int need_name();

    simulated_network& network_;
    std::deque<message> waiting_;
    socket_name peer_;  // once it is connected

  public:
    socket_name name;
};

}  // namespace rt
