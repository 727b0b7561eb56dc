// connection -- one client: read a request, let the app answer it, write the answer, again.
//
// Answers to pipelined requests are gathered and leave together: when the input is used up, or 64 KiB are waiting.
//
// Errors:    none leave run() but rt::cancelled: whatever the client does ends its own connection only.
// Lifetime:  lives in serve_connection's frame; in the server's list as long as it lives.
// Threads:   the loop's own.
#pragma once

#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/server/input_buffer.hpp>
#include <http_min/wire/body_decoder.hpp>
#include <http_min/wire/request_parser.hpp>
#include <optional>
#include <rt/net/stream.hpp>
#include <string>

namespace http_min {

class server;

class connection {
  public:
    connection(server& owner, rt::stream client);
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;
    ~connection();

    // Serves until the client leaves, errs, is too slow, or the server stops.
    rt::task<> run();

    // Ends it now if it waits for a request; else after the answer that is under way.
    void stop_when_idle();

  private:
    enum class step : unsigned char {
        go_on,  // what was wanted is there
        end,    // close: the client has left or has been refused, and everything said has been sent
    };

    rt::task<step> read_head();
    rt::task<step> receive_head();
    rt::task<step> read_body();
    rt::task<step> gather_body(wire::body_framing framing);
    rt::task<step> answer();
    rt::task<step> send_and_finish();
    rt::task<step> flush();
    rt::task<step> refuse(wire::refusal why);
    rt::task<> linger();

    server& server_;
    rt::stream client_;
    std::string client_name_;  // "127.0.0.1:50542"
    input_buffer input_;
    wire::request_parser parser_;
    std::size_t request_size_ = 0;                // of the request in the input; with its body, if that is there too
    rt::time_point head_deadline_ = rt::never;  // of the head that is coming in
    std::string head_copy_;  // of a head whose body did not come with it
    std::string body_;       // of a body that came in pieces
    request request_;
    response response_;
    std::string output_;
    rt::operation* idle_read_ = nullptr;  // while it waits for the first byte of a request
    bool stopping_ = false;

    friend class server;
    connection* previous_ = nullptr;  // in the server's list
    connection* next_ = nullptr;
};

}  // namespace http_min
