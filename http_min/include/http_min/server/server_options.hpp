// server_options -- what can be said to a server, each with a default that is safe.
//
// Times are limits on how long a client may keep us waiting; one that is over closes the connection.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <http_min/wire/limits.hpp>
#include <string>

namespace http_min {

struct server_options {
    std::string host = "127.0.0.1";
    std::uint16_t port = 8000;  // 0: the kernel chooses
    std::string driver;         // empty: RT_DRIVER, else the best there is
    bool access_log = true;

    wire::limits message;                      // of one request: 400, 413, 414, 431
    std::size_t connections = 0;               // at once; 0: as many as there are descriptors. Beyond: 503
    std::chrono::seconds keep_alive{5};        // between two requests
    std::chrono::seconds head{10};             // for a whole request head: 408
    std::chrono::seconds body{30};             // between two pieces of a body: 408
    std::chrono::seconds write{30};            // until the client makes room for more of the answer
    std::chrono::seconds graceful_shutdown{30};  // for requests in flight, once told to stop

    server_options() {}  // so that it is no aggregate (pitfall G2)
};

}  // namespace http_min
