// address -- where a socket listens or connects: an IPv4 or IPv6 address and a port, or the name of a UNIX socket.
//
// Errors:  parse() answers std::errc::invalid_argument; it takes numbers only and never asks a name server (resolve()
//          does). at_path() and abstract() answer std::errc::filename_too_long: the kernel takes 107 bytes.
// Source:  ip(7), ipv6(7), unix(7).
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

    // A UNIX socket that stands in the file system: it stays there when its listener ends, and whoever listens
    // again removes it first.
    static io_result<address> at_path(std::string_view path);

    // A UNIX socket whose name is in no file system and ends with its listener.
    static io_result<address> abstract(std::string_view name);

    // REQUIRES: size bytes of an AF_INET, AF_INET6 or AF_UNIX address.
    static address from(const sockaddr& raw, socklen_t size) noexcept;

    int family() const noexcept { return storage_.ss_family; }
    bool is_internet() const noexcept { return family() == AF_INET || family() == AF_INET6; }
    std::uint16_t port() const noexcept;  // 0 of a UNIX socket
    std::string host() const;             // "127.0.0.1", "::1", "/run/socket", "@abstract", "" without a name
    std::string to_string() const;        // "127.0.0.1:8000", "[::1]:8000", "unix:/run/socket"

    const sockaddr* data() const noexcept { return reinterpret_cast<const sockaddr*>(&storage_); }
    socklen_t size() const noexcept { return size_; }

    bool operator==(const address& other) const noexcept;

  private:
    sockaddr_storage storage_{};
    socklen_t size_;
};

}  // namespace rt
