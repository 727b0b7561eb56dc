// server_options -- what can be said to a server, each with a default that is safe.
//
// Times are limits on how long a client may keep us waiting; when one is over, the connection is closed.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <http_min/app/websocket_options.hpp>
#include <http_min/server/server_log.hpp>
#include <http_min/wire/limits.hpp>
#include <string>
#include <utility>
#include <vector>

namespace http_min {

struct server_options {
    using milliseconds = std::chrono::milliseconds;

    std::string host = "127.0.0.1";  // a numeric address
    std::uint16_t port = 8000;       // 0: the kernel chooses
    std::string uds;                 // a UNIX socket's path, instead of host and port
    int fd = -1;                     // a listening socket that is open already, instead of those
    int backlog = 2048;              // clients that wait to be accepted
    int workers = 1;                 // processes that share the port
    int threads = 1;                 // loops of each, that share the app: handlers then run beside each other
    std::string driver;              // empty: RT_DRIVER, else the best there is
    log_level log = log_level::info;
    bool access_log = true;

    bool proxy_headers = true;  // X-Forwarded-For and -Proto, of those who are trusted
    std::string forwarded_allow_ips = "127.0.0.1,::1";
    std::string root_path;  // what a proxy has taken off every path
    bool server_header = true;
    bool date_header = true;
    std::vector<std::pair<std::string, std::string>> headers;  // for every answer
    std::string reload_notice;  // a file of `lab serve --reload`: see reload_notice.hpp

    wire::limits message;  // of one request: 400, 413, 414, 431
    websocket_options websockets;
    std::size_t connections = 0;  // at once; 0: as many as there are descriptors. Beyond: 503
    std::size_t requests = 0;     // after so many the server stops; 0: never

    milliseconds keep_alive{5'000};  // until the next request on a connection begins
    milliseconds head{10'000};       // for a whole request head: 408
    milliseconds body{30'000};       // until the next piece of a body: 408
    std::size_t body_rate = 500;     // bytes a second, that a body must bring on the whole: 408
    milliseconds client_check{500};  // how often to ask whether the client of a busy handler is still there
    milliseconds cleanup{10'000};    // for what a stream does at its end, when nobody reads it any more
    milliseconds write{30'000};      // until the client makes room for more of the answer
    milliseconds graceful_shutdown{30'000};  // for requests in flight, once told to stop

    server_options() {}  // so that it is no aggregate (pitfall G2)
};

}  // namespace http_min
