// multipart.hpp -- multipart/form-data: bytes in, parts out (RFC 7578; RFC 2046 section 5.1).
//
//   multipart_parser parser{*boundary_of(content_type), limits};
//   while (true) {
//       auto piece = parser.feed(input);
//       input.remove_prefix(piece.size);
//       if (piece.event == multipart_event::head) begin(parser.part());
//       if (piece.event == multipart_event::data) use(piece.data);
//       if (piece.complete() || piece.bad()) break;
//       if (input.empty()) ...                          // read more
//   }
//
// It needs no byte twice, however the bytes are cut: a line that begins like the boundary and then goes on
// otherwise is data after all, and what it began with stands in the parser.
// Errors:    bad is a 400, beyond a limit a 413. A body that ends before the parser says complete is bad, too.
// Lifetime:  a piece's data points into the input of that feed, or into the parser.
#pragma once
#include <cstddef>
#include <cstdint>
#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/part_head.hpp>
#include <string>
#include <string_view>

namespace http_min::wire {

struct form_limits {
    std::size_t fields = 1000;  // of text; more: 413
    std::size_t files = 1000;   // more: 400
    std::size_t field_bytes =
        1024 * 1024;  // of one field of text; more: 413. A file may be as large as a body
    std::size_t part_head_bytes = 8 * 1024;  // all header lines of a part with their ends; more: 413
    std::uint64_t total = 16 * 1024 * 1024;  // bytes of all parts, heads and boundaries; more: 413
};

enum class multipart_event {
    none,         // read on
    head,         // a part begins: part() says which
    data,         // some of its bytes; there may be none
    end_of_part,  // it has all of them
};

struct [[nodiscard]] multipart_piece {
    outcome is = outcome::partial;
    std::size_t size = 0;  // bytes of the input taken; may be 0 where data is given
    multipart_event event = multipart_event::none;
    std::string_view data;
    refusal why;

    bool partial() const { return is == outcome::partial; }
    bool complete() const { return is == outcome::complete; }
    bool bad() const { return is == outcome::bad; }
};

class multipart_parser {
  public:
    explicit multipart_parser(std::string_view boundary, const form_limits& bounds = {});

    // Takes all of the input, or as far as the next event. What follows the last boundary is not taken.
    multipart_piece feed(std::string_view input);

    // The head of the part that began last.
    const part_head& part() const { return part_; }

  private:
    enum class state {
        start,     // before the first byte; never entered again
        first,     // in the first boundary, of which `matched_` bytes of the delimiter are read
        boundary,  // behind a boundary: at CR or blanks, or at the first hyphen of the last one
        hyphen,    // at the second hyphen of the last boundary
        padding,   // in blanks behind a boundary; left at their CR
        line_end,  // at the LF behind a boundary
        head,      // in a part's header lines, which are gathered in `lines_`; left behind the empty one
        data,      // in a part's bytes, of which the last `matched_` may belong to a boundary
        complete,  // nothing more to come; never left
        bad,       // refused; never left
    };

    void read_boundary(char c);
    void read_first(char c);
    void read_head(char c, multipart_piece& piece);
    void read_data(std::string_view& rest, multipart_piece& piece);
    void give(std::string_view data, multipart_piece& piece);
    void begin_part(multipart_piece& piece);
    void refuse(std::string_view reason, int status = 400);

    std::string
        delimiter_;  // "\r\n--" and the boundary: CR stands in it once, so a match begins nowhere else
    form_limits limits_;
    state state_ = state::start;
    std::size_t matched_ = 2;   // bytes of the delimiter: its CR LF may be missing before the first boundary
    std::size_t borrowed_ = 0;  // of these, not a part's: 2 at its begin, the CR LF that ends its head
    std::string lines_;
    part_head part_;
    std::size_t fields_ = 0;
    std::size_t files_ = 0;
    std::size_t part_size_ = 0;  // bytes of its data so far
    std::uint64_t taken_ = 0;
    refusal why_;
};

}  // namespace http_min::wire
