// simulated_network -- the sockets of the simulated kernel: who listens where, who is connected with whom.
//
// It is a network of one machine without delay or loss. What the tests of a server meet elsewhere is all
// there: a backlog that is full, a port that is taken or where nobody listens, half-close, reset, buffers
// that are full.
//
// Errors:    -errno, as the system calls of the same name.
// Invariant: `bound_` names exactly the living sockets that have taken a name.
// Source:    socket(7), tcp(7), unix(7); RFC 9293 section 3.6 (closing), 3.5.2 (reset).
// Threads:   its kernel's own.
#pragma once

#include <cstdint>
#include <rt/io/open_file.hpp>
#include <rt/io/simulated_files.hpp>
#include <rt/io/socket_name.hpp>
#include <vector>

namespace rt {

class stream_socket;
class message_socket;

class simulated_network {
  public:
    explicit simulated_network(descriptor_table& table) noexcept : table_(table) {}

    // RETURNS the new socket's number.
    int socket(int family, int type);
    // Two connected UNIX sockets: each reads what the other writes.
    simulated_files::pair make_pair(std::size_t capacity = 65536);

    int bind(int number, const socket_name& to);
    int listen(int number, int backlog);
    int set_option(int number, int level, int option, const void* value, std::size_t size);
    int shutdown(int number, int how);
    int poll(int number) const;
    int local_name(int number, socket_name& name) const;
    int peer_name(int number, socket_name& name) const;

    // For sockets.
    int take_name(stream_socket& who, socket_name wanted);
    void leave(stream_socket& who) noexcept;
    int take_name(message_socket& who, socket_name wanted);
    void leave(message_socket& who) noexcept;
    message_socket* receiver_at(const socket_name& where) const noexcept;
    stream_socket* listener_at(const socket_name& where) const noexcept;
    int add(std::shared_ptr<open_file> socket) { return table_.add(std::move(socket)); }

  private:
    stream_socket* stream_at(int number) const noexcept;
    message_socket* message_socket_at(int number) const noexcept;
    std::uint16_t next_port() noexcept;
    int refusal(int number) const noexcept;
    bool is_taken(const stream_socket& by, const socket_name& name) const noexcept;

    // The ports that the kernel gives to who asks for none (ip(7)).
    static constexpr std::uint16_t first_free_port = 32768;
    static constexpr std::uint16_t last_free_port = 60999;

    descriptor_table& table_;
    std::vector<stream_socket*> bound_;
    std::vector<message_socket*> receivers_;  // their ports are others than those of streams
    std::uint16_t next_port_ = first_free_port;
};

}  // namespace rt
