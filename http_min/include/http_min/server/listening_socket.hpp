// listening_socket -- where a server's clients come in: a port, a UNIX socket, or a socket that somebody else has opened.
//
// A process that is given LISTEN_FDS (socket activation) takes the first of those, whatever host and port say: so a
// supervisor can keep the socket while servers come and go, and no client is refused.
//
// Errors:    std::system_error, with the address in its text.
// Source:    sd_listen_fds(3).
#pragma once

#include <http_min/server/server_options.hpp>
#include <rt/net/listener.hpp>
#include <string>

namespace http_min {

rt::listener open_listener(const server_options& options);

// Whether somebody else has opened the socket: LISTEN_FDS is there and meant for this process.
bool is_activated() noexcept;

// "http://127.0.0.1:8000", "unix socket /run/shop".
std::string name_of(const rt::address& where);

}  // namespace http_min
