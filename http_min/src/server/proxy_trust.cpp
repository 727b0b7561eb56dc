#include <arpa/inet.h>

#include <charconv>
#include <cstring>
#include <http_min/server/proxy_trust.hpp>
#include <stdexcept>
#include <string>

namespace http_min {

namespace {

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    return first == text.npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// "10.1.2.3:5000" and "[::1]:5000" without their ports.
std::string_view without_port(std::string_view host) {
    if (host.starts_with('[')) return host.substr(1, host.find(']') - 1);
    const std::size_t colon = host.find(':');
    return colon == host.rfind(':') ? host.substr(0, colon) : host;
}

bool same_start(const std::array<std::uint8_t, 16>& a, const std::array<std::uint8_t, 16>& b, unsigned bits) {
    const unsigned whole = bits / 8;
    if (std::memcmp(a.data(), b.data(), whole) != 0) return false;
    if (bits % 8 == 0) return true;
    const auto mask = static_cast<std::uint8_t>(0xff << (8 - bits % 8));
    return (a[whole] & mask) == (b[whole] & mask);
}

}  // namespace

bool proxy_trust::read(std::string_view text, bytes& into) {
    const std::string host(text);
    if (::inet_pton(AF_INET6, host.c_str(), into.data()) == 1) return true;
    into = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
    return ::inet_pton(AF_INET, host.c_str(), into.data() + 12) == 1;
}

proxy_trust::proxy_trust(std::string_view allowed) {
    while (!allowed.empty()) {
        const std::size_t comma = allowed.find(',');
        const std::string_view each = trim(allowed.substr(0, comma));
        allowed = comma == allowed.npos ? "" : allowed.substr(comma + 1);
        if (each == "*") everybody_ = true;
        if (each.empty() || each == "*") continue;
        const std::size_t slash = each.find('/');
        network found{.address = {}, .bits = 128};
        bool good = read(each.substr(0, slash), found.address);
        if (slash != each.npos) {
            const std::string_view digits = each.substr(slash + 1);
            const bool is_v4 = each.find(':') == each.npos;
            unsigned bits = 0;
            const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bits);
            good = good && error == std::errc{} && end == digits.data() + digits.size() &&
                   bits <= (is_v4 ? 32 : 128);
            found.bits = bits + (is_v4 ? 96 : 0);
        }
        if (!good)
            throw std::invalid_argument("'" + std::string(each) + "' is neither an address nor a network");
        networks_.push_back(found);
    }
}

bool proxy_trust::trusts(std::string_view host) const {
    if (everybody_) return true;
    bytes address{};
    if (!read(host, address)) return false;
    for (const network& each : networks_)
        if (same_start(address, each.address, each.bits)) return true;
    return false;
}

// From the end of the list; its first entry when all of them are proxies of ours.
std::string_view proxy_trust::first_stranger(std::string_view list) const {
    for (;;) {
        const std::size_t comma = list.rfind(',');
        const std::string_view last = trim(comma == list.npos ? list : list.substr(comma + 1));
        if (comma == list.npos || (!everybody_ && !trusts(without_port(last)))) return last;
        list = list.substr(0, comma);
    }
}

void proxy_trust::apply(request& in, client_address peer) const {
    in.set_scheme("http");
    in.set_client(peer);
    const auto scheme = in.header("x-forwarded-proto");
    const auto clients = in.header("x-forwarded-for");
    if ((!scheme && !clients) || !trusts(peer.host)) return;
    if (scheme) {
        const std::string_view said = trim(*scheme);
        if (said == "https" || said == "http") in.set_scheme(said);
    }
    if (!clients) return;
    const std::string_view client = without_port(first_stranger(*clients));
    if (!client.empty()) in.set_client({.host = client, .port = 0});
}

}  // namespace http_min
