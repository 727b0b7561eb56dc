#include "reload/held_socket.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

#include "failure.hpp"

namespace lab::reload {
namespace {

constexpr int as_many_as_a_server = 2048;

// Takes `flag VALUE` or `flag=VALUE` out of the words.
std::string taken(std::vector<std::string>& words, const std::string& flag, std::string otherwise) {
    for (auto at = words.begin(); at != words.end(); ++at) {
        if (at->starts_with(flag + "=")) {
            otherwise = at->substr(flag.size() + 1);
            words.erase(at);
            return otherwise;
        }
        if (*at != flag) continue;
        if (at + 1 == words.end()) throw usage_error(flag + " needs a value.");
        otherwise = *(at + 1);
        words.erase(at, at + 2);
        return otherwise;
    }
    return otherwise;
}

[[noreturn]] void cannot_listen(const std::string& where) {
    throw environment_error("cannot listen on " + where + ": " + std::strerror(errno));
}

void listen_at(int socket, const sockaddr* where, socklen_t size, const std::string& name) {
    if (socket < 0) cannot_listen(name);
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (::bind(socket, where, size) != 0 || ::listen(socket, as_many_as_a_server) != 0) cannot_listen(name);
}

int listen_on_path(const std::string& path) {
    sockaddr_un where{};
    where.sun_family = AF_UNIX;
    if (path.size() >= sizeof where.sun_path) throw usage_error("--uds: the path is too long for a socket.");
    path.copy(where.sun_path, path.size());
    struct stat old {};
    if (::lstat(path.c_str(), &old) == 0 && S_ISSOCK(old.st_mode)) ::unlink(path.c_str());
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    listen_at(socket, reinterpret_cast<const sockaddr*>(&where), sizeof where, path);
    ::chmod(path.c_str(), 0666);  // as the server does: who may see it may ask
    return socket;
}

int listen_on_port(const std::string& host, const std::string& port) {
    addrinfo wanted{}, *found = nullptr;
    wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    wanted.ai_socktype = SOCK_STREAM;
    const bool number =
        !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == port.npos;
    if (!number || std::stoi(port) > 65535)
        throw usage_error("--port: '" + port + "' is not a number from 0 to 65535.");
    if (::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found) != 0)
        throw usage_error("--host: '" + host +
                          "' is not a numeric address such as 127.0.0.1, 0.0.0.0 or ::1.");
    const std::unique_ptr<addrinfo, void (*)(addrinfo*)> first(found, ::freeaddrinfo);
    const int socket = ::socket(first->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    listen_at(socket, first->ai_addr, first->ai_addrlen, host + ":" + port);
    return socket;
}

// RETURNS what came up to the end of a request's head; a client that is slow about it is not waited for.
std::string read_head(int client) {
    const timeval patience{1, 0};
    ::setsockopt(client, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(client, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    std::string head;
    std::array<char, 4096> buffer;
    while (head.size() < 65'536 && head.find("\r\n\r\n") == head.npos) {
        const auto got = ::recv(client, buffer.data(), buffer.size(), 0);
        if (got <= 0) break;
        head.append(buffer.data(), static_cast<std::size_t>(got));
    }
    return head;
}

}  // namespace

held_socket::held_socket(std::vector<std::string>& words) {
    const auto host = taken(words, "--host", "127.0.0.1");
    const auto port = taken(words, "--port", "8000");
    path_ = taken(words, "--uds", "");
    if (!taken(words, "--fd", "").empty()) throw usage_error("--fd: with --reload the socket is lab's own.");
    const int socket = path_.empty() ? listen_on_port(host, port) : listen_on_path(path_);
    fd_ = ::fcntl(socket, F_DUPFD_CLOEXEC, 10);  // out of the way of the servers' descriptor 3
    ::close(socket);
}

held_socket::~held_socket() { close(); }

void held_socket::close() {
    if (fd_ >= 0) ::close(std::exchange(fd_, -1));
    if (!path_.empty()) ::unlink(std::exchange(path_, "").c_str());
}

std::string held_socket::name() const {
    if (!path_.empty()) return "unix socket " + path_;
    sockaddr_storage where{};
    socklen_t size = sizeof where;
    std::array<char, 64> host{}, port{};
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&where), &size);
    ::getnameinfo(reinterpret_cast<sockaddr*>(&where), size, host.data(), host.size(), port.data(),
                  port.size(), NI_NUMERICHOST | NI_NUMERICSERV);
    const std::string numbers = host.data();
    return "http://" + (where.ss_family == AF_INET6 ? "[" + numbers + "]" : numbers) + ":" + port.data();
}

void held_socket::answer_unavailable(const std::string& page, const std::string& text) const {
    const int client = ::accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC);
    if (client < 0) return;  // it has left
    const auto head = read_head(client);
    const bool browser = head.find("text/html") != head.npos;
    const auto& body = browser ? page : text;
    const auto answer = std::string("HTTP/1.1 503 Service Unavailable\r\nContent-Type: ") +
                        (browser ? "text/html" : "text/plain") +
                        "; charset=utf-8\r\nContent-Length: " + std::to_string(body.size()) +
                        "\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n" +
                        (head.starts_with("HEAD ") ? "" : body);
    ::send(client, answer.data(), answer.size(), MSG_NOSIGNAL);
    ::shutdown(client, SHUT_WR);
    std::array<char, 4096>
        rest;  // unread bytes would turn the close into a reset, and the answer would be lost
    for (int turns = 0; turns < 16 && ::recv(client, rest.data(), rest.size(), 0) > 0; ++turns) continue;
    ::close(client);
}

}  // namespace lab::reload
