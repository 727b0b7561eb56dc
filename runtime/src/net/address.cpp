#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/un.h>

#include <cstddef>
#include <cstring>
#include <rt/net/address.hpp>

namespace rt {

namespace {

// sockaddr_storage is memory for any of these; copying in and out keeps to the aliasing rules.
template <class T>
T as(const sockaddr_storage& storage) noexcept {
    T raw;
    std::memcpy(&raw, &storage, sizeof raw);
    return raw;
}

template <class T>
address from_raw(const T& raw) noexcept {
    return address::from(reinterpret_cast<const sockaddr&>(raw), sizeof raw);
}

// Where the name stands in a sockaddr_un; one that begins with a null byte is abstract.
constexpr std::size_t name_begins = offsetof(sockaddr_un, sun_path);

io_result<address> local_address(const std::string& name) {
    sockaddr_un raw{};
    if (name.empty() || name.size() >= sizeof raw.sun_path) return std::errc::filename_too_long;
    raw.sun_family = AF_UNIX;
    std::memcpy(raw.sun_path, name.data(), name.size());
    const std::size_t end = name.front() == '\0' ? 0 : 1;  // of a path
    return address::from(reinterpret_cast<const sockaddr&>(raw),
                         static_cast<socklen_t>(name_begins + name.size() + end));
}

}  // namespace

address::address() noexcept : size_(sizeof(sockaddr_in)) { storage_.ss_family = AF_INET; }

address address::from(const sockaddr& raw, socklen_t size) noexcept {
    RT_EXPECTS(size <= sizeof(sockaddr_storage), "a socket address is larger than any there is");
    address a;
    std::memcpy(&a.storage_, &raw, size);
    a.size_ = size;
    return a;
}

io_result<address> address::parse(std::string_view host, std::uint16_t port) {
    if (host.find('\0') != host.npos) return std::errc::invalid_argument;  // it would end there, unseen
    const std::string text(host);  // inet_pton wants a terminated string
    sockaddr_in v4{};
    if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        return from_raw(v4);
    }
    sockaddr_in6 v6{};
    if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
        v6.sin6_family = AF_INET6;
        v6.sin6_port = htons(port);
        return from_raw(v6);
    }
    return std::errc::invalid_argument;
}

io_result<address> address::at_path(std::string_view path) {
    if (path.find('\0') != path.npos) return std::errc::invalid_argument;
    return local_address(std::string(path));
}

io_result<address> address::abstract(std::string_view name) {
    return local_address(std::string(1, '\0') + std::string(name));
}

std::uint16_t address::port() const noexcept {
    if (!is_internet()) return 0;
    // The port stands at the same place in both.
    return ntohs(as<sockaddr_in>(storage_).sin_port);
}

std::string address::host() const {
    char text[INET6_ADDRSTRLEN] = "";
    if (!is_internet()) {
        if (size_ <= name_begins) return "";
        std::string name(reinterpret_cast<const char*>(&storage_) + name_begins, size_ - name_begins);
        if (name.front() == '\0') return "@" + name.substr(1);
        return name.substr(0, name.find('\0'));
    }
    if (family() == AF_INET6) {
        const auto raw = as<sockaddr_in6>(storage_);
        ::inet_ntop(AF_INET6, &raw.sin6_addr, text, sizeof text);
    } else {
        const auto raw = as<sockaddr_in>(storage_);
        ::inet_ntop(AF_INET, &raw.sin_addr, text, sizeof text);
    }
    return text;
}

std::string address::to_string() const {
    if (!is_internet()) return "unix:" + host();
    const std::string number = std::to_string(port());
    return family() == AF_INET6 ? "[" + host() + "]:" + number : host() + ":" + number;
}

bool address::operator==(const address& other) const noexcept {
    return size_ == other.size_ && std::memcmp(&storage_, &other.storage_, size_) == 0;
}

}  // namespace rt
