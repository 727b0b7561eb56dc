#include <algorithm>
#include <cstring>
#include <rt/io/message_socket.hpp>
#include <rt/io/stream_socket.hpp>

namespace rt {

int simulated_network::socket(int family, int type) {
    if (family != AF_INET && family != AF_INET6 && family != AF_UNIX) return -EAFNOSUPPORT;
    const int kind = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (kind == SOCK_DGRAM) return table_.add(std::make_shared<message_socket>(*this, family));
    if (kind != SOCK_STREAM) return -ESOCKTNOSUPPORT;
    return table_.add(std::make_shared<stream_socket>(*this, family));
}

simulated_files::pair simulated_network::make_pair(std::size_t capacity) {
    const auto both = std::make_shared<connection_of_two>();
    both->names = {socket_name(AF_UNIX), socket_name(AF_UNIX)};
    for (byte_channel& way : both->ways) way.capacity = capacity;
    const int first = add(std::make_shared<stream_socket>(*this, both, 0));
    return {first, add(std::make_shared<stream_socket>(*this, both, 1))};
}

stream_socket* simulated_network::stream_at(int number) const noexcept {
    return dynamic_cast<stream_socket*>(table_.find(number).get());
}

message_socket* simulated_network::message_socket_at(int number) const noexcept {
    return dynamic_cast<message_socket*>(table_.find(number).get());
}

int simulated_network::refusal(int number) const noexcept {
    return table_.find(number) == nullptr ? -EBADF : -ENOTSOCK;
}

int simulated_network::bind(int number, const socket_name& to) {
    if (message_socket* const receiver = message_socket_at(number)) return take_name(*receiver, to);
    stream_socket* const who = stream_at(number);
    if (who == nullptr) return refusal(number);
    if (who->name.is_named() || who->name.family() != to.family()) return -EINVAL;
    return take_name(*who, to);
}

std::uint16_t simulated_network::next_port() noexcept {
    const std::uint16_t port = next_port_;
    next_port_ = port == last_free_port ? first_free_port : static_cast<std::uint16_t>(port + 1);
    return port;
}

int simulated_network::take_name(message_socket& who, socket_name wanted) {
    if (who.name.is_named() || who.name.family() != wanted.family()) return -EINVAL;
    while (wanted.is_internet() && wanted.port() == 0) {
        socket_name with_port = wanted;
        with_port.set_port(next_port());
        if (receiver_at(with_port) == nullptr) wanted = with_port;
    }
    if (!wanted.is_named() || receiver_at(wanted) != nullptr) return -EADDRINUSE;
    who.name = wanted;
    receivers_.push_back(&who);
    return 0;
}

void simulated_network::leave(message_socket& who) noexcept { std::erase(receivers_, &who); }

message_socket* simulated_network::receiver_at(const socket_name& where) const noexcept {
    for (message_socket* const each : receivers_)
        if (each->name.covers(where)) return each;
    return nullptr;
}

int simulated_network::take_name(stream_socket& who, socket_name wanted) {
    constexpr int ports = last_free_port - first_free_port + 1;
    for (int tries = 0; wanted.is_internet() && wanted.port() == 0 && tries < ports; ++tries) {
        socket_name with_port = wanted;
        with_port.set_port(next_port());
        if (!is_taken(who, with_port)) wanted = with_port;
    }
    if (!wanted.is_named() || is_taken(who, wanted)) return -EADDRINUSE;
    who.name = wanted;
    bound_.push_back(&who);
    return 0;
}

bool simulated_network::is_taken(const stream_socket& by, const socket_name& name) const noexcept {
    return std::any_of(bound_.begin(), bound_.end(), [&](const stream_socket* other) {
        const bool shared = by.reuse_port && other->reuse_port;
        return !shared && (other->name.covers(name) || name.covers(other->name));
    });
}

void simulated_network::leave(stream_socket& who) noexcept { std::erase(bound_, &who); }

// Of several on one port, the one with room that came first.
stream_socket* simulated_network::listener_at(const socket_name& where) const noexcept {
    stream_socket* found = nullptr;
    for (stream_socket* const each : bound_)
        if (each->listens() && each->name.covers(where) && (found == nullptr || !found->has_room()))
            found = each;
    return found;
}

int simulated_network::listen(int number, int backlog) {
    stream_socket* const who = stream_at(number);
    if (who == nullptr) return refusal(number);
    if (!who->name.is_named()) {
        const int refused = take_name(*who, who->name);
        if (refused < 0) return refused;
    }
    return who->listen(backlog);
}

// Options that change nothing here are taken and forgotten.
int simulated_network::set_option(int number, int level, int option, const void* value, std::size_t size) {
    stream_socket* const who = stream_at(number);
    if (who == nullptr) return message_socket_at(number) != nullptr ? 0 : refusal(number);
    if (level != SOL_SOCKET) return 0;
    int word = 0;
    std::memcpy(&word, value, std::min(size, sizeof word));
    if (option == SO_REUSEPORT) who->reuse_port = word != 0;
    linger how{};
    if (option == SO_LINGER && size == sizeof how) {
        std::memcpy(&how, value, sizeof how);
        who->reset_on_close = how.l_onoff != 0 && how.l_linger == 0;
    }
    return 0;
}

int simulated_network::shutdown(int number, int how) {
    stream_socket* const who = stream_at(number);
    return who == nullptr ? refusal(number) : who->shutdown(how);
}

int simulated_network::poll(int number) const {
    const stream_socket* const who = stream_at(number);
    return who == nullptr ? refusal(number) : who->poll();
}

int simulated_network::local_name(int number, socket_name& name) const {
    if (const message_socket* const receiver = message_socket_at(number)) {
        name = receiver->name;
        return 0;
    }
    const stream_socket* const who = stream_at(number);
    if (who == nullptr) return refusal(number);
    name = who->name;
    return 0;
}

int simulated_network::peer_name(int number, socket_name& name) const {
    const stream_socket* const who = stream_at(number);
    return who == nullptr ? refusal(number) : who->peer(name);
}

}  // namespace rt
