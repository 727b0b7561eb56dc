// raw.hpp -- what the hand-written echo servers share: a listening socket, and errors that end the program.
#pragma once

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace raw {

inline int check(int answer, const char* call) {
    if (answer >= 0) return answer;
    std::perror(call);
    std::exit(1);
}

inline std::uint16_t port(int argc, char** argv) {
    if (argc == 2) return static_cast<std::uint16_t>(std::atoi(argv[1]));
    std::fprintf(stderr, "usage: %s PORT\n", argv[0]);
    std::exit(2);
}

inline sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_port = htons(port);
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return at;
}

inline int listen_at(std::uint16_t port, int flags = 0) {
    const int socket = check(::socket(AF_INET, SOCK_STREAM | flags, 0), "socket");
    const int on = 1;
    check(::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on), "setsockopt");
    check(::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "setsockopt");
    const sockaddr_in at = loopback(port);
    check(::bind(socket, reinterpret_cast<const sockaddr*>(&at), sizeof at), "bind");
    check(::listen(socket, 1024), "listen");
    return socket;
}

}  // namespace raw
