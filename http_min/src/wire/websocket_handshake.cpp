// websocket_handshake.cpp -- the answer to the key proves that the server has understood: OpenSSL hashes it.
#include <openssl/evp.h>
#include <http_min/wire/websocket_handshake.hpp>

#include <algorithm>

#include "grammar.hpp"

namespace http_min::wire {

namespace {

// Whether one of the header's lines has this word in its list.
bool lists(const request_head& head, std::string_view name, std::string_view word) {
    for (const auto [each, value] : head.headers) {
        if (!same_name(each, name)) continue;
        for (std::string_view left = value; !left.empty();) {
            const std::size_t end = std::min(left.find(','), left.size());
            if (same_name(grammar::trim(left.substr(0, end)), word)) return true;
            left.remove_prefix(std::min(end + 1, left.size()));
        }
    }
    return false;
}

// The Base64 of 16 bytes.
bool is_key(std::string_view text) {
    constexpr std::size_t size = 24, digits = 22;
    return text.size() == size && text.ends_with("==") &&
           std::all_of(text.begin(), text.begin() + digits, [](char c) {
               return grammar::is_alpha(c) || grammar::is_digit(c) || c == '+' || c == '/';
           });
}

}  // namespace

bool asks_for_websocket(const request_head& head) {
    return lists(head, "connection", "upgrade") && lists(head, "upgrade", "websocket");
}

std::optional<std::string_view> websocket_key(const request_head& head) {
    if (head.method != "GET" || head.version != http_version::http_1_1) return std::nullopt;
    if (head.body.is != body_framing::kind::none) return std::nullopt;
    if (head.headers.find("sec-websocket-version").value_or("") != "13") return std::nullopt;
    std::optional<std::string_view> key;
    for (const auto [name, value] : head.headers) {
        if (!same_name(name, "sec-websocket-key")) continue;
        if (key || !is_key(value)) return std::nullopt;
        key = value;
    }
    return key;
}

std::string websocket_accept(std::string_view key) {
    const std::string text = std::string(key) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";  // section 1.3
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), digest, &size, EVP_sha1(), nullptr);
    unsigned char base64[2 * EVP_MAX_MD_SIZE];
    const int length = EVP_EncodeBlock(base64, digest, static_cast<int>(size));
    return std::string(reinterpret_cast<const char*>(base64), static_cast<std::size_t>(length));
}

void append_upgrade(std::string& out, std::string_view key, std::string_view subprotocol,
                    std::string_view more) {
    out += "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
    out.append("Sec-WebSocket-Accept: ").append(websocket_accept(key)).append("\r\n");
    if (!subprotocol.empty()) out.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
    out.append(more).append("\r\n");
}

}  // namespace http_min::wire
