#include "http_request.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "failure.hpp"

namespace lab {
namespace {

class tcp_socket {
  public:
    tcp_socket() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        const timeval patience{5, 0};
        ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    }
    ~tcp_socket() { ::close(fd_); }
    tcp_socket(tcp_socket&&) = delete;
    int fd() const { return fd_; }

  private:
    int fd_;
};

[[noreturn]] void cannot(const char* what) {
    throw environment_error(std::string(what) + ": " + std::strerror(errno));
}

}  // namespace

std::string get_over_tcp(std::uint16_t port, const std::string& target) {
    const tcp_socket socket;
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket.fd(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) cannot("connect");

    const auto request = "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    for (std::size_t sent = 0; sent < request.size();) {
        const auto n = ::send(socket.fd(), request.data() + sent, request.size() - sent, MSG_NOSIGNAL);
        if (n < 0) cannot("send");
        sent += static_cast<std::size_t>(n);
    }
    std::string answer;
    std::array<char, 4096> buffer;
    for (;;) {
        const auto n = ::recv(socket.fd(), buffer.data(), buffer.size(), 0);
        if (n < 0) cannot("recv");
        if (n == 0) return answer;
        answer.append(buffer.data(), static_cast<std::size_t>(n));
    }
}

}  // namespace lab
