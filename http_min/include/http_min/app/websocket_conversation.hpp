// websocket_conversation -- what goes on behind a websocket& while its handler runs: a reader beside it takes what comes,
// answers pings and goodbyes, and keeps the messages until the handler asks for them.
//
// A reader of its own, because a handler may be long in asking, or only send: its client is heard all the same.
//
//    handshake   until accept(): nothing is read
//    open        the reader reads; when nothing comes for ping_interval the client is asked whether it is there
//    over        one side has said goodbye, or one is gone. Messages from before can still be received; and while the
//                handler is at them it can answer: a client's goodbye waits for its turn
//
// Errors:    none leave run() but rt::cancelled.
// Lifetime:  outlives run() and the app's finish(); request, response, link and key outlive it.
// Invariant: a frame goes out whole, or is the last.
// Threads:   the loop's own.
#pragma once

#include <http_min/app/websocket.hpp>
#include <http_min/app/websocket_options.hpp>
#include <http_min/wire/websocket_parser.hpp>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/task_group.hpp>
#include <rt/sync/channel.hpp>
#include <rt/sync/mutex.hpp>
#include <rt/sync/semaphore.hpp>

namespace http_min {

// What carries the bytes: a connection of the server, or a test.
class websocket_link {
  public:
    virtual ~websocket_link() = default;
    virtual rt::task<std::string_view>
    receive() = 0;  // none: the client has gone. Good until the next receive()
    virtual rt::task<bool> send(std::string_view bytes) = 0;  // RETURNS whether all have gone out
};

class websocket_conversation {
  public:
    struct message {
        message(bool text, std::string_view bytes) : is_text(text), data(bytes) {}
        bool is_text;
        std::string data;
    };

    // `key` is the request's websocket_key. From now on the request is a WebSocket's; what headers `out` has when it is
    // accepted go with that.
    websocket_conversation(request& in, const response& out, websocket_link& link, std::string_view key,
                           const websocket_options& options = {});
    websocket_conversation(const websocket_conversation&) = delete;
    websocket_conversation& operator=(const websocket_conversation&) = delete;
    ~websocket_conversation() { in_.set_websocket(nullptr); }

    // `handling` is app::handle() of the request. Afterwards a handshake that was not accepted is answered by the response, as
    // any request is. Then finish().
    rt::task<> run(rt::task<> handling);

    // The server stops: says goodbye with 1001, at once or once it is accepted.
    void go_away();

    bool was_accepted() const { return accepted_; }
    request& asked() { return in_; }

    // For the websocket&.
    rt::task<> accept(std::string_view subprotocol);
    rt::task<message> receive();
    rt::task<> send(wire::websocket_opcode what, std::string_view payload);
    rt::task<> close(int code, std::string_view reason);

  private:
    rt::task<> read();
    rt::task<bool> take(wire::websocket_piece piece);
    rt::task<> keep(message one);
    rt::task<> ask_now_and_then();
    rt::task<> give_up_handler();
    rt::task<> leave();
    rt::task<> say_goodbye(int code, std::string reason);
    rt::task<bool> put(std::string frame, bool is_last = false);
    void end(int code, std::string_view reason);
    void client_is_gone(int code, std::string_view reason);
    websocket_disconnect told();

    request& in_;
    const response& out_;
    websocket_link& link_;
    std::string_view key_;
    const websocket_options options_;
    websocket face_{*this};
    wire::websocket_parser parser_;
    rt::cancel_scope handler_;
    rt::task_group* beside_ = nullptr;  // the handler, while run() does
    rt::channel<message> messages_;
    std::size_t waiting_bytes_ = 0;  // of the messages that wait to be received
    rt::semaphore taken_{0};         // one for each that was, while the reader waits for that
    rt::mutex sending_;
    bool accepted_ = false;
    bool refused_ = false;  // closed before it was accepted
    bool over_ = false;
    bool silent_ = false;         // nothing is sent any more
    bool is_going_away_ = false;  // the server stops
    bool heard_ = false;          // something has come since this was last asked
    bool reader_waits_ = false;   // for the handler: that nothing is heard is not the client's fault
    bool handler_receives_ = false;
    bool handler_knows_ = false;             // that it is over
    int code_ = wire::websocket_code::gone;  // with which it has ended
    std::string reason_;
};

}  // namespace http_min
