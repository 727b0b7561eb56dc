// websocket_options -- what may be said to the conversations of a server, or of a test.
#pragma once

#include <chrono>
#include <http_min/wire/websocket_parser.hpp>

namespace http_min {

struct websocket_options {
    using milliseconds = std::chrono::milliseconds;

    wire::websocket_limits limits;       // of one message: 1009
    milliseconds ping_interval{20'000};  // of a client's silence, then it is asked; zero: never
    milliseconds ping_timeout{20'000};   // until it answers: 1011
    milliseconds cleanup{10'000};        // for a handler that does not notice that its client is gone

    websocket_options() {}  // so that it is no aggregate (pitfall G2)
};

}  // namespace http_min
