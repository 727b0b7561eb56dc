// raw_client -- a client of a server_process that says what it likes: bytes, in its own pieces, and leaves when it likes.
//
// Errors:    throws when it cannot connect; a server that hangs up early is an answer. Nothing is waited for longer than 10 s.
#pragma once

#include <rt/io/fd.hpp>
#include <string>
#include <string_view>

namespace parity {

class server_process;

class raw_client {
  public:
    explicit raw_client(const server_process& server);

    // RETURNS false when the server does not listen any more.
    bool say(std::string_view bytes);
    void say_byte_by_byte(std::string_view bytes);

    // Everything that came, up to the first `sign` in it, or to the end of the connection.
    std::string hear_up_to(std::string_view sign);
    std::string hear_all() { return hear_up_to({}); }
    bool has_something_to_hear() const;  // now

    void say_no_more();  // and goes on listening
    void leave();
    void reset();  // leaves with a RST: what was not read or sent is lost

  private:
    rt::fd socket_;
};

}  // namespace parity
