// websocket_handshake.hpp -- how a request becomes a WebSocket (RFC 6455 section 4).
#pragma once
#include <http_min/wire/request_head.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min::wire {

// Whether a request asks for it: Upgrade: websocket, and Connection says so. What else it must have is checked later.
bool asks_for_websocket(const request_head& head);

// The client's key. Nothing: the request is no GET of HTTP/1.1 with one good key and version 13: 400 or 426.
std::optional<std::string_view> websocket_key(const request_head& head);

// What the server answers to the key, in Sec-WebSocket-Accept.
std::string websocket_accept(std::string_view key);

// "101 Switching Protocols" with that answer, the subprotocol if one was chosen, and `more` lines of header.
void append_upgrade(std::string& out, std::string_view key, std::string_view subprotocol = {},
                    std::string_view more = {});

}  // namespace http_min::wire
