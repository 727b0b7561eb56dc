// socket_name -- the name of a socket as bind() takes it and getsockname() gives it: a sockaddr and its size.
//
// Threads: a value.
#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace rt {

struct socket_name {
    sockaddr_storage raw{};
    socklen_t size = 0;

    // The name of a socket that has none: every host, port 0; or no path.
    explicit socket_name(int family = AF_UNSPEC) noexcept {
        raw.ss_family = static_cast<sa_family_t>(family);
        size = sizeof(sa_family_t);
        if (family == AF_INET) size = sizeof(sockaddr_in);
        if (family == AF_INET6) size = sizeof(sockaddr_in6);
    }
    socket_name(const void* name, socklen_t length) noexcept : size(std::min<socklen_t>(length, sizeof raw)) {
        std::memcpy(&raw, name, size);
    }

    int family() const noexcept { return raw.ss_family; }
    bool is_internet() const noexcept { return family() == AF_INET || family() == AF_INET6; }

    // The port stands at the same place in both internet families.
    std::uint16_t port() const noexcept { return is_internet() ? ntohs(as<sockaddr_in>().sin_port) : 0; }
    void set_port(std::uint16_t port) noexcept {
        auto named = as<sockaddr_in>();
        named.sin_port = htons(port);
        std::memcpy(&raw, &named, sizeof named);
    }

    // Whether who listens here is reached under `other`: the same name, or the same port of every host.
    bool covers(const socket_name& other) const noexcept {
        if (family() != other.family()) return false;
        if (!is_internet())
            return is_named() && size == other.size && std::memcmp(&raw, &other.raw, size) == 0;
        return port() == other.port() && (is_every_host() || has_host_of(other));
    }
    bool is_named() const noexcept { return is_internet() ? port() != 0 : size > sizeof(sa_family_t); }

  private:
    template <class T>
    T as() const noexcept {
        T name;
        std::memcpy(&name, &raw, sizeof name);  // keeps to the aliasing rules
        return name;
    }
    bool is_every_host() const noexcept {
        if (family() == AF_INET) return as<sockaddr_in>().sin_addr.s_addr == INADDR_ANY;
        const auto name = as<sockaddr_in6>();
        return std::memcmp(&name.sin6_addr, &in6addr_any, sizeof in6addr_any) == 0;
    }
    bool has_host_of(const socket_name& other) const noexcept {
        if (family() == AF_INET)
            return as<sockaddr_in>().sin_addr.s_addr == other.as<sockaddr_in>().sin_addr.s_addr;
        const auto mine = as<sockaddr_in6>(), theirs = other.as<sockaddr_in6>();
        return std::memcmp(&mine.sin6_addr, &theirs.sin6_addr, sizeof mine.sin6_addr) == 0;
    }
};

}  // namespace rt
