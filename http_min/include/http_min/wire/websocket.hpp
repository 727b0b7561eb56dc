// websocket.hpp -- the words that WebSocket is spoken in: opcodes, close codes, frames to send (RFC 6455 sections 5 and 7).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace http_min::wire {

enum class websocket_opcode : std::uint8_t {
    continuation = 0,
    text = 1,
    binary = 2,
    close = 8,
    ping = 9,
    pong = 10
};

namespace websocket_code {
inline constexpr int normal = 1000;
inline constexpr int going_away = 1001;
inline constexpr int protocol_error = 1002;
inline constexpr int no_code = 1005;       // a close frame without one; never sent
inline constexpr int gone = 1006;          // no close frame at all; never sent
inline constexpr int not_the_text = 1007;  // text that is not UTF-8
inline constexpr int refused = 1008;
inline constexpr int too_big = 1009;
inline constexpr int server_error = 1011;
}  // namespace websocket_code

// Whether a close frame may carry this code (section 7.4).
bool may_be_sent(int close_code);

using websocket_mask = std::array<char, 4>;

// Appends one frame. A client masks what it sends, a server does not.
// REQUIRES: a control frame (close, ping, pong) has at most 125 bytes and is final.
void append_frame(std::string& out, websocket_opcode what, std::string_view payload, bool final = true,
                  std::optional<websocket_mask> mask = std::nullopt);

// Appends a close frame; `no_code` makes it an empty one. A reason is cut to the 123 bytes there are, between characters.
// REQUIRES: may_be_sent(code) or code == no_code.
void append_close(std::string& out, int code, std::string_view reason = {},
                  std::optional<websocket_mask> mask = std::nullopt);

}  // namespace http_min::wire
