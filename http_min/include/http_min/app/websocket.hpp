// websocket -- a two-way conversation with a client: `websocket&` as a parameter of api.websocket<"/ws/{room}">(handler).
//
//   api.websocket<"/ws/{room}">([](websocket& socket, path<"room"> room) -> rt::task<> {
//       co_await socket.accept();
//       for (;;) {
//           const std::string text = co_await socket.receive_text();
//           co_await socket.send_text(*room + ": " + text);
//       }
//   });
//
// When the client leaves, receiving and sending throw websocket_disconnect: the handler may let it go. When the handler
// ends, the conversation does, with 1000, or 1011 for an exception. A handler, dependency or parameter that fails before
// accept() refuses the handshake: 403.
//
// Errors:    websocket_disconnect, with the close code: the client's own, 1006 when it has just gone, ours when it broke
//            the protocol. throw websocket_exception(code, reason) closes with a code of the handler's.
// Lifetime:  outlives the handler, and so does the request it came by.
// Threads:   one loop's own. One task may receive while any others send.
#pragma once

#include <http_min/app/argument.hpp>
#include <http_min/wire/json.hpp>
#include <http_min/wire/websocket_parser.hpp>
#include <optional>
#include <rt/core/task.hpp>
#include <rt/sync/mutex.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http_min {

// What carries the bytes: a connection of the server, or a test.
class websocket_link {
  public:
    virtual ~websocket_link() = default;
    virtual rt::task<std::string> receive() = 0;              // some bytes; none: the client has gone
    virtual rt::task<bool> send(std::string_view bytes) = 0;  // RETURNS whether all have gone out
};

class websocket_disconnect : public std::runtime_error {
  public:
    explicit websocket_disconnect(int why, std::string with_words = {})
        : std::runtime_error("the WebSocket is closed"), code(why), reason(std::move(with_words)) {}
    int code;
    std::string reason;
};

class websocket_exception : public std::runtime_error {
  public:
    explicit websocket_exception(int why, std::string with_words = {})
        : std::runtime_error("the WebSocket is to be closed"), code(why), reason(std::move(with_words)) {}
    int code;
    std::string reason;
};

class websocket {
  public:
    // `key` is the request's websocket_key.
    websocket(http_min::request& in, websocket_link& link, std::string_view key)
        : request_(in), link_(link), key_(key) {}
    websocket(const websocket&) = delete;
    websocket& operator=(const websocket&) = delete;

    http_min::request& request() { return request_; }

    // Answers the handshake. REQUIRES: neither accepted nor closed before.
    rt::task<> accept(std::string_view subprotocol = {});

    // The next message; one of the other kind is refused with 1003.
    rt::task<std::string> receive_text();
    rt::task<std::string> receive_bytes();
    // Errors: what is no JSON closes with 1007.
    rt::task<json> receive_json();

    // The next text, or nothing when the client has left:
    //   for (auto text = co_await socket.next_text(); text; text = co_await socket.next_text()) ...
    rt::task<std::optional<std::string>> next_text();

    rt::task<> send_text(std::string_view text);
    rt::task<> send_bytes(std::string_view bytes);
    rt::task<> send_json(const json& value);

    // Before accept() it refuses the handshake. Once closed it does nothing.
    rt::task<> close(int code = wire::websocket_code::normal, std::string_view reason = {});

    bool was_accepted() const { return accepted_; }
    bool is_closed() const { return closed_; }

  private:
    struct message {
        bool is_text;
        std::string data;
    };

    rt::task<message> receive();
    rt::task<std::string> receive_kind(bool text);
    rt::task<> send_frame(wire::websocket_opcode what, std::string_view payload);
    rt::task<bool> put(std::string frame);

    http_min::request& request_;
    websocket_link& link_;
    std::string_view key_;
    wire::websocket_parser parser_{wire::websocket_role::server};
    std::string input_;
    std::size_t used_ = 0;  // of the input
    rt::mutex sending_;     // a frame goes out whole
    bool accepted_ = false;
    bool closed_ = false;  // no more is sent
};

template <>
struct argument<websocket&> {
    static constexpr source from = source::none;

    websocket* value = nullptr;
    void read(request& in, response&, validation_errors&) { value = &in.socket(); }
    websocket& pass() { return *value; }
};

}  // namespace http_min
