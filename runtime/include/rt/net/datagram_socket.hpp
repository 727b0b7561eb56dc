// datagram_socket -- a UDP socket, or a UNIX one: messages that arrive whole, in any order, or not at all.
//
// Errors:    in the io_result. bind() answers EADDRINUSE …; a connected socket learns with the next call that nobody
//            listens there (ECONNREFUSED); a message that is larger than the way allows is EMSGSIZE.
// Lifetime:  owns the descriptor. Buffers belong to the caller until the await ends.
// Source:    udp(7), unix(7), recvmsg(2).
// Threads:   the loop's own. One receiver and one sender at a time.
#pragma once

#include <rt/io/close.hpp>
#include <rt/io/io_awaiter.hpp>
#include <rt/net/address.hpp>
#include <rt/net/datagram_awaiters.hpp>
#include <span>

namespace rt {

class datagram_socket {
  public:
    // Receives what is sent to `at`; port 0 lets the kernel choose.
    static io_result<datagram_socket> bind(const address& at);

    // Suspends until a message is there. What does not fit into the buffer is cut off, and the datagram says so.
    receiving_datagram receive_from(std::span<std::byte> into) const noexcept {
        return receiving_datagram(socket_, into);
    }

    // Suspends until the kernel has taken the message. That says nothing about whether it arrives.
    sending_datagram send_to(std::span<const std::byte> message, const address& to) const noexcept {
        return sending_datagram(socket_, message, to);
    }

    // From here on send() sends there, and only what comes from there is received.
    io_awaiter<done> connect(const address& to) const noexcept {
        return io_awaiter<done>(op_code::connect, socket_.get(), const_cast<sockaddr*>(to.data()), to.size(),
                                0);
    }
    // Of a connected one.
    io_awaiter<std::size_t> send(std::span<const std::byte> message) const noexcept {
        return io_awaiter<std::size_t>(op_code::send, socket_.get(), const_cast<std::byte*>(message.data()),
                                       size_of_one_call(message.size()), MSG_NOSIGNAL);
    }
    io_awaiter<std::size_t> receive(std::span<std::byte> into) const noexcept {
        return io_awaiter<std::size_t>(op_code::receive, socket_.get(), into.data(),
                                       size_of_one_call(into.size()), 0);
    }

    io_result<address> local() const;

    // Ends what is in flight, then closes: see rt::close().
    task<io_result<done>> close() noexcept { return rt::close(std::move(socket_)); }

    const fd& descriptor() const noexcept { return socket_; }

  private:
    explicit datagram_socket(fd bound) noexcept : socket_(std::move(bound)) {}

    fd socket_;
};

}  // namespace rt
