// connection -- one client: read a request, let the app answer it, write the answer, again.
//
// Answers to pipelined requests are gathered and leave together: when the input is used up, or 64 KiB are waiting.
// What is streamed leaves at once, piece by piece.
//
// A client that leaves while the app is at work for it cancels that work (roll_call.hpp).
//
// Errors:    none leave run() but rt::cancelled, from outside: whatever the client does ends its own connection only.
// Lifetime:  lives in serve_connection's frame; in the server's list as long as it lives.
// Threads:   the loop's own.
#pragma once

#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/server/input_buffer.hpp>
#include <http_min/wire/body_decoder.hpp>
#include <http_min/wire/request_parser.hpp>
#include <optional>
#include <rt/core/cancel_scope.hpp>
#include <rt/net/stream.hpp>
#include <string>

namespace http_min {

class server;
class websocket_conversation;

class connection {
  public:
    connection(server& owner, rt::stream client);
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;
    ~connection();

    // Serves until the client leaves, errs, is too slow, or the server stops.
    rt::task<> run();

    // Ends it after the answer that is under way; now, if it waits for a request and none has come.
    void stop_when_idle();

    // Asked now and then: ends the app's work for a client that has left. RETURNS whether one is there and waits.
    bool is_still_there() noexcept;

  private:
    enum class step : unsigned char {
        go_on,  // what was wanted is there
        end,    // close: the client has left or has been refused, and everything said has been sent
    };

    // As long as it lives the client waits for the app, and is asked now and then whether it is still there.
    class app_at_work {
      public:
        explicit app_at_work(connection& c);
        app_at_work(const app_at_work&) = delete;
        app_at_work& operator=(const app_at_work&) = delete;
        ~app_at_work() { connection_.app_is_at_work_ = false; }

      private:
        connection& connection_;
    };

    class socket_link;  // carries a WebSocket
    class open_conversation;

    rt::task<> serve();
    rt::task<step> read_head();
    rt::task<step> receive_head();
    rt::duration time_left_for_head() const;
    rt::duration idle_limit() const;
    rt::task<step> read_body();
    rt::task<step> gather_body(wire::body_framing framing);
    rt::task<step> answer();
    rt::task<step> converse();
    rt::task<step> answer_handshake();
    wire::reply_framing append_answer(const wire::reply_rules& rules);
    rt::task<step> send_and_finish(wire::reply_framing framing);
    rt::task<step> send_rest(wire::reply_framing framing);
    rt::task<step> send_stream(wire::reply_framing framing);
    rt::task<> close_stream();
    rt::task<step> flush();
    rt::task<step> refuse(wire::refusal why);
    rt::task<> linger();

    server& server_;
    rt::stream client_;
    std::string client_name_;  // "127.0.0.1:50542"
    client_address client_address_;
    input_buffer input_;
    wire::request_parser parser_;
    std::size_t request_size_ = 0;  // of the request in the input; with its body, if that is there too
    rt::time_point head_deadline_ = rt::never;  // of the head that is coming in
    std::string head_copy_;                     // of a head whose body did not come with it
    std::string body_;                          // of a body that came in pieces
    bool body_is_unwanted_ = false;  // the client has asked before sending it: it ends the connection
    request request_;
    response response_;
    std::string output_;
    rt::io_awaiter<std::size_t>* idle_read_ = nullptr;  // while it waits for the first byte of a request
    websocket_conversation* conversation_ = nullptr;    // while the app is at one
    bool stopping_ = false;
    bool app_is_at_work_ = false;  // and the client waits for what comes of it
    rt::cancel_scope while_client_is_there_;

    friend class server;
    friend class roll_call;
    connection* previous_ = nullptr;  // in the server's list
    connection* next_ = nullptr;
};

}  // namespace http_min
