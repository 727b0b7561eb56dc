// address -- where a socket listens or connects: an IPv4 or IPv6 address and a port.
//
// Errors:  parse() answers std::errc::invalid_argument; it takes numbers only and never asks a name server.
// Threads: a value.
#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <rt/io/io_result.hpp>
#include <string>
#include <string_view>

namespace rt {

class address {
  public:
    // 0.0.0.0:0
    address() noexcept;

    // parse("127.0.0.1", 8000), parse("::1", 0); port 0 lets the kernel choose when listening.
    static io_result<address> parse(std::string_view host, std::uint16_t port);

    // REQUIRES: size bytes of an AF_INET or AF_INET6 address.
    static address from(const sockaddr& raw, socklen_t size) noexcept;

    int family() const noexcept { return storage_.ss_family; }
    std::uint16_t port() const noexcept;
    std::string host() const;       // "127.0.0.1", "::1"
    std::string to_string() const;  // "127.0.0.1:8000", "[::1]:8000"

    const sockaddr* data() const noexcept { return reinterpret_cast<const sockaddr*>(&storage_); }
    socklen_t size() const noexcept { return size_; }

  private:
    sockaddr_storage storage_{};
    socklen_t size_;
};

}  // namespace rt
