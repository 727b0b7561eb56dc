// request_head.hpp -- everything before the body of a request, parsed and checked.
//
// Lifetime:  all text points into the buffer that was fed to the parser, and the lines into the parser.
#pragma once
#include <cstdint>
#include <http_min/wire/header_view.hpp>
#include <http_min/wire/target.hpp>
#include <string_view>

namespace http_min::wire {

enum class http_version : std::uint8_t { http_1_0, http_1_1 };

// How the end of a request's body is found (RFC 9112 section 6.3).
struct body_framing {
    enum class kind : std::uint8_t {
        none,     // no body follows
        length,   // `length` bytes follow
        chunked,  // chunks follow, the last one is empty
    };
    kind is = kind::none;
    std::uint64_t length = 0;

    friend bool operator==(const body_framing&, const body_framing&) = default;
};

struct request_head {
    std::string_view
        method;  // as sent: methods are case-sensitive, and unknown ones are the application's to refuse
    request_target target;
    http_version version = http_version::http_1_1;
    header_view headers;
    std::string_view host;  // of an absolute target, else of the Host field
    body_framing body;
    bool keep_alive = true;         // may another request follow on this connection?
    bool expects_continue = false;  // the peer waits for "100 Continue" before it sends the body
};

}  // namespace http_min::wire
