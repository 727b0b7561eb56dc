// websocket_parser.hpp -- bytes in, messages out: frames are unmasked and put together (RFC 6455 section 5).
//
//   websocket_parser parser{websocket_role::server, limits};
//   auto piece = parser.feed(input);
//   input.remove_prefix(piece.size);
//   if (piece.event == websocket_event::text) use(piece.data);
//   if (piece.bad()) ...                             // send a close frame with piece.why.status, close
//
// It needs no byte twice, and a message costs linear time however the bytes are cut. Control frames may come between the
// frames of a message. After a close frame it is complete.
// Errors:    bad has a close code in place of a status: 1002 for broken framing, 1007 for text that is not UTF-8, 1009 for
//            a message over the limit, as soon as that is known.
// Lifetime:  a piece's data points into the parser, until the next feed.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/websocket.hpp>
#include <string>
#include <string_view>

namespace http_min::wire {

enum class websocket_role {
    server,
    client
};  // whose parser it is: a server's peer masks, a client's does not

struct websocket_limits {
    std::size_t message = 16 * 1024 * 1024;  // bytes of one, all its frames together; more: 1009
};

enum class websocket_event { none, text, binary, ping, pong, close };

struct [[nodiscard]] websocket_piece {
    outcome is = outcome::partial;
    std::size_t size = 0;  // bytes of the input taken
    websocket_event event = websocket_event::none;
    std::string_view data;  // of the message, the ping or pong; of a close the reason
    int close_code = 0;     // of a close: no_code if there was none
    refusal why;

    bool partial() const { return is == outcome::partial; }
    bool complete() const { return is == outcome::complete; }
    bool bad() const { return is == outcome::bad; }
};

class websocket_parser {
  public:
    explicit websocket_parser(websocket_role role, const websocket_limits& bounds = {})
        : role_{role}, limits_{bounds} {}

    // Takes all of the input, or as far as the next event.
    websocket_piece feed(std::string_view input);

  private:
    enum class state {
        head,      // in a frame's first bytes, which are gathered in `head_`
        payload,   // `left_` bytes of the frame are to come
        complete,  // closed; never left
        bad,       // refused; never left
    };

    void read_head(char c);
    void check_first_bytes();
    void begin_payload();
    void take_payload(std::string_view& rest);
    void end_of_frame(websocket_piece& piece);
    void end_of_close(websocket_piece& piece);
    bool is_control() const { return static_cast<int>(opcode_) >= 8; }
    void refuse(int code, std::string_view reason);

    websocket_role role_;
    websocket_limits limits_;
    state state_ = state::head;
    std::array<unsigned char, 14> head_{};
    std::size_t head_size_ = 0;    // bytes of it that are there
    std::size_t head_wanted_ = 2;  // as far as is known
    websocket_opcode opcode_ = websocket_opcode::continuation;
    std::uint64_t left_ = 0;
    std::size_t unmasked_ = 0;  // bytes of this frame's payload so far: where in the mask we are
    websocket_event message_is_ = websocket_event::none;  // of the message whose frames are coming in
    bool give_away_message_ = false;                      // its last piece was given: begin anew
    std::string message_;
    std::string control_;
    refusal why_;
};

}  // namespace http_min::wire
