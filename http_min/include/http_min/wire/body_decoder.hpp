// body_decoder.hpp -- bytes in, body bytes out, by the framing that the head announced.
//
//   body_decoder decoder{head.body, limits};
//   while (true) {
//       auto piece = decoder.feed(input);
//       input.remove_prefix(piece.size);
//       use(piece.data);
//       if (piece.complete() || piece.bad()) break;
//       if (input.empty()) ...                          // read more
//   }
//
// Unlike the head's parser it needs no byte twice: what it has taken may be thrown away.
// Errors:    a body over its limit is bad (413) as soon as that is known: by its length, before it is read.
// Lifetime:  a piece's data points into the input of that feed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <http_min/wire/limits.hpp>
#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/request_head.hpp>
#include <string>
#include <string_view>

namespace http_min::wire {

struct [[nodiscard]] body_piece {
    outcome is = outcome::partial;
    std::size_t size = 0;   // bytes of the input taken: framing and data
    std::string_view data;  // the body's bytes among them, in one piece
    refusal why;

    bool partial() const { return is == outcome::partial; }
    bool complete() const { return is == outcome::complete; }
    bool bad() const { return is == outcome::bad; }
};

class body_decoder {
  public:
    explicit body_decoder(body_framing framing, const limits& bounds = {});

    // Takes all of the input, or as far as the next piece of data or the body's end.
    body_piece feed(std::string_view input);

    // Takes as much as there is and appends the data to `body`. RETURNS the bytes taken in all, with the last
    // piece's outcome.
    parse_result feed(std::string_view input, std::string& body);

  private:
    enum class state {
        known_length,   // `left_` bytes of data are to come; the only state of an unchunked body
        size,           // in the hex digits of a chunk's size; left at what follows them
        extension,      // in ";name=value" behind a size; left at its CR
        size_lf,        // at the LF that ends the size line
        data,           // `left_` bytes of this chunk are to come
        data_cr,        // at the CR behind a chunk's data
        data_lf,        // at the LF behind a chunk's data
        trailer_start,  // at the first byte of a trailer line, or the CR of the empty one at the end
        trailer_name,   // in a trailer's name; left at its colon
        trailer_value,  // in a trailer's value; left at its CR
        trailer_lf,     // at the LF that ends a trailer line
        last_lf,        // at the LF that ends the body
        complete,       // nothing more to come; never left
        bad,            // refused; never left
    };

    void take_data(std::string_view& rest, body_piece& piece);
    void read_framing(char c);
    void read_size(char c);
    void end_of_size_line();
    void read_trailer(char c);
    void expect(char wanted, char c, state next);
    void refuse(int status, std::string_view reason);

    limits limits_;
    state state_;
    std::uint64_t left_ = 0;      // of the data; in state size: the size so far
    std::uint64_t decoded_ = 0;   // data of all chunks so far
    unsigned digits_ = 0;         // of this chunk's size
    std::size_t extensions_ = 0;  // bytes of extensions so far
    std::size_t trailers_ = 0;    // bytes of trailers so far
    refusal why_;
};

}  // namespace http_min::wire
