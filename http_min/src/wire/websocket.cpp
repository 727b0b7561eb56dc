#include <http_min/wire/websocket.hpp>

#include "utf8.hpp"

namespace http_min::wire {

namespace {

constexpr std::size_t longest_reason = 123;

void append_number(std::string& out, std::uint64_t number, int bytes) {
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        out += static_cast<char>((number >> shift) & 0xff);
}

// The longest start of `text` that fits and ends between characters; nothing of what is not UTF-8.
std::string_view fitting(std::string_view text) {
    std::size_t size = 0;
    while (size < text.size()) {
        const utf8_piece piece = next_character(text.substr(size));
        if (!piece.valid || size + piece.size > longest_reason) break;
        size += piece.size;
    }
    return text.substr(0, size);
}

}  // namespace

bool may_be_sent(int code) {
    if (code >= 3000 && code <= 4999) return true;  // libraries' and applications' own
    return code >= 1000 && code <= 1014 && code != 1004 && code != 1005 && code != 1006;
}

void append_frame(std::string& out, websocket_opcode what, std::string_view payload, bool final,
                  std::optional<websocket_mask> mask) {
    out += static_cast<char>((final ? 0x80 : 0) | static_cast<int>(what));
    const int masked = mask ? 0x80 : 0;
    if (payload.size() < 126) {
        out += static_cast<char>(masked | static_cast<int>(payload.size()));
    } else {
        const bool short_length = payload.size() <= 0xffff;
        out += static_cast<char>(masked | (short_length ? 126 : 127));
        append_number(out, payload.size(), short_length ? 2 : 8);
    }
    if (!mask) {
        out += payload;
        return;
    }
    out.append(mask->data(), mask->size());
    for (std::size_t i = 0; i < payload.size(); ++i) out += static_cast<char>(payload[i] ^ (*mask)[i % 4]);
}

void append_close(std::string& out, int code, std::string_view reason, std::optional<websocket_mask> mask) {
    std::string payload;
    if (code != websocket_code::no_code) {
        append_number(payload, static_cast<std::uint64_t>(code), 2);
        payload += fitting(reason);
    }
    append_frame(out, websocket_opcode::close, payload, true, mask);
}

}  // namespace http_min::wire
