// request_parser.hpp -- bytes in, one request head out; it knows no socket, no clock and no coroutine.
//
//   request_parser parser{limits};
//   auto parsed = parser.feed(input);             // all bytes since the end of the last message
//   if (parsed.partial())  ...                    // read more, feed the longer input
//   if (parsed.bad())      ...                    // answer parsed.why.status, close
//   use(parser.head()); input.remove_prefix(parsed.size); parser.reset();
//
// Lifetime:  head() points into the input of the last feed. The input may have moved between two feeds.
// Invariant: bytes before `at_` are never read again, so the cost is linear however the bytes are cut.
#pragma once
#include <http_min/wire/limits.hpp>
#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/request_head.hpp>
#include <string_view>
#include <vector>

namespace http_min::wire {

class request_parser {
  public:
    explicit request_parser(const limits& bounds = {}) : limits_{bounds} {}
    request_parser(request_parser&&) = default;  // a copy's head would point into the original's lines
    request_parser& operator=(request_parser&&) = default;

    // REQUIRES: `input` begins with the input of the last feed that was partial.
    parse_result feed(std::string_view input);

    // REQUIRES: the last feed was complete.
    const request_head& head() const { return head_; }

    // The bytes of the complete head have been copied to `place`: let head() point there.
    void moved_to(const char* place);

    void reset();  // be ready for the next message; keeps the memory

    std::size_t scanned() const { return at_; }  // how far the bytes need not be read again

  private:
    enum class state {
        blank_lines,  // before the request line, at stray empty lines; left at the first other byte
        method,       // in the method; left at its space
        target,       // in the target; left at its space
        version,      // in the ten bytes "HTTP/1.1\r\n"; left after all of them
        line_start,   // at the first byte of a header line, or of the empty line that ends the head
        name,         // in a header's name; left after its colon
        value,        // behind the colon; left after the line's end
        complete,     // a good head; left by reset() only
        bad,          // a refused one; left by reset() only
    };

    bool step();
    bool read_blank_lines();
    bool read_method();
    bool read_target();
    bool read_version();
    bool refuse_version(std::string_view text);
    bool read_line();
    bool read_other_line(char first);
    bool finish();

    std::size_t end_of_input(std::size_t limit) const;
    bool want(std::size_t limit, refusal over);
    bool want_field_byte(std::size_t at);
    bool refuse(int status, std::string_view reason);
    void point_head_at(const char* text);

    limits limits_;
    state state_ = state::blank_lines;
    std::string_view input_;  // of the feed that runs
    std::size_t at_ = 0;      // the first byte not understood yet
    std::size_t method_at_ = 0;
    std::size_t method_size_ = 0;
    std::size_t target_at_ = 0;
    std::size_t target_size_ = 0;
    std::size_t fields_end_ = 0;  // where the limit on all header lines is
    std::vector<header_line> lines_;
    request_head head_;
    refusal why_;  // in state bad
};

}  // namespace http_min::wire
