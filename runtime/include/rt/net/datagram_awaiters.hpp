// receiving_datagram, sending_datagram -- one message, with the address at its other end.
//
// The kernel wants a msghdr that points to the memory and to the address: all of it lives in the awaiter, beside the
// operation.
//
// Lifetime:  in the awaiting frame; not to be moved. The message's own bytes are the caller's.
// Source:    recvmsg(2), sendmsg(2).
#pragma once

#include <sys/socket.h>
#include <sys/uio.h>

#include <cstddef>
#include <cstring>
#include <rt/io/io_awaiter.hpp>
#include <rt/net/address.hpp>
#include <span>

namespace rt {

// A msghdr with room for one piece of memory and one address.
class datagram_header {
  public:
    datagram_header(void* bytes, std::size_t size, const address& peer) noexcept
        : piece_{bytes, size}, size_of_name_(peer.size()) {
        std::memcpy(&name_, peer.data(), peer.size());
    }
    datagram_header(const datagram_header&) = delete;
    datagram_header& operator=(const datagram_header&) = delete;

    msghdr* fill(socklen_t room_for_name) noexcept {
        message_.msg_name = &name_;
        message_.msg_namelen = room_for_name;
        message_.msg_iov = &piece_;
        message_.msg_iovlen = 1;
        return &message_;
    }
    msghdr* for_sending() noexcept { return fill(size_of_name_); }
    msghdr* for_receiving() noexcept { return fill(sizeof name_); }

    const iovec& piece() const noexcept { return piece_; }
    bool truncated() const noexcept { return (message_.msg_flags & MSG_TRUNC) != 0; }
    address peer() const noexcept {
        return address::from(reinterpret_cast<const sockaddr&>(name_), message_.msg_namelen);
    }
    address target() const noexcept {
        return address::from(reinterpret_cast<const sockaddr&>(name_), size_of_name_);
    }

  private:
    iovec piece_;
    socklen_t size_of_name_;
    sockaddr_storage name_{};
    msghdr message_{};
};

struct datagram {
    std::size_t size = 0;
    address from;
    bool truncated = false;  // it was longer than the buffer
};

class [[nodiscard("co_await it")]] receiving_datagram {
  public:
    receiving_datagram(const fd& socket, std::span<std::byte> into, duration limit = duration::max()) noexcept
        : receiving_datagram(socket.get(), into.data(), into.size(), limit) {}

    receiving_datagram within(duration limit) const noexcept {
        return receiving_datagram(operation_.fd, header_.piece().iov_base, header_.piece().iov_len, limit);
    }

    bool await_ready() noexcept { return operation_.await_ready(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        operation_.await_suspend(caller, at);
    }
    io_result<datagram> await_resume() {
        const io_result<std::size_t> got = operation_.await_resume();
        if (!got) return got.error();
        return datagram{*got, header_.peer(), header_.truncated()};
    }

  private:
    receiving_datagram(int socket, void* into, std::size_t size, duration limit) noexcept
        : header_(into, size, address()),
          operation_(io_awaiter<std::size_t>(op_code::receive_message, socket, header_.for_receiving(), 1, 0)
                         .within(limit)) {}

    datagram_header header_;
    io_awaiter<std::size_t> operation_;
};

class [[nodiscard("co_await it")]] sending_datagram {
  public:
    sending_datagram(const fd& socket, std::span<const std::byte> message, const address& to,
                     duration limit = duration::max()) noexcept
        : sending_datagram(socket.get(), const_cast<std::byte*>(message.data()), message.size(), to, limit) {}

    sending_datagram within(duration limit) const noexcept {
        return sending_datagram(operation_.fd, header_.piece().iov_base, header_.piece().iov_len,
                                header_.target(), limit);
    }

    bool await_ready() noexcept { return operation_.await_ready(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        operation_.await_suspend(caller, at);
    }
    io_result<std::size_t> await_resume() { return operation_.await_resume(); }

  private:
    sending_datagram(int socket, void* message, std::size_t size, const address& to, duration limit) noexcept
        : header_(message, size, to),
          operation_(
              io_awaiter<std::size_t>(op_code::send_message, socket, header_.for_sending(), 1, MSG_NOSIGNAL)
                  .within(limit)) {}

    datagram_header header_;
    io_awaiter<std::size_t> operation_;
};

}  // namespace rt
