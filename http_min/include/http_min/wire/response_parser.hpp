// response_parser.hpp -- bytes in, the head of one response out: what a client reads.
//
// As request_parser it knows no socket, answers complete, partial or bad, and is fed all bytes since the end of the last
// message. How the body ends depends on the question too, so the parser is told the method (RFC 9112 section 6.3).
//
// Lifetime:  head() points into the input of the last feed.
// Invariant: bytes before `at_` are never read again.
#pragma once
#include <http_min/wire/header_view.hpp>
#include <http_min/wire/limits.hpp>
#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/request_head.hpp>
#include <string_view>
#include <vector>

namespace http_min::wire {

struct received_head {
    http_version version = http_version::http_1_1;
    int status = 0;
    std::string_view reason;
    header_view headers;
    body_framing body;
    bool until_close = false;  // the body ends with the connection, and `body` says nothing
    bool keep_alive = true;    // may another request follow on this connection?
};

class response_parser {
  public:
    explicit response_parser(const limits& bounds = {}) : limits_{bounds} {}

    // REQUIRES: `input` begins with the input of the last feed that was partial. Interim responses (1xx) are complete
    // ones too: reset() and go on.
    parse_result feed(std::string_view input, std::string_view method);

    // REQUIRES: the last feed was complete.
    const received_head& head() const { return head_; }

    void reset();  // be ready for the next message; keeps the memory

  private:
    enum class state {
        status_line,  // before or in it; left after its line end
        field,        // before or in a header line, or the empty one; left by the empty one
        complete,     // a good head; left by reset() only
        bad,          // a refused one; left by reset() only
    };

    bool read_line(std::string_view input, std::string_view method);
    bool read_status(std::string_view line);
    bool read_field(std::string_view input, std::string_view line);
    bool finish(std::string_view method);
    bool refuse(std::string_view reason);

    limits limits_;
    state state_ = state::status_line;
    std::size_t line_at_ = 0;  // where the current line begins
    std::size_t at_ = 0;       // up to here there is no end of it
    std::size_t reason_at_ = 0;
    std::size_t reason_size_ = 0;
    std::vector<header_line> lines_;
    received_head head_;
    refusal why_;  // in state bad
};

}  // namespace http_min::wire
