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
// When the client leaves, receiving and sending throw websocket_disconnect: the handler may let it go. One that does neither
// is cancelled some time later. When the handler ends, the conversation does, with 1000, or 1011 for an exception; then come
// background tasks and the exits of dependencies. What fails before accept() refuses the handshake: 403.
//
// Errors:    websocket_disconnect, with the close code: the client's own, 1006 when it has just gone, ours when it broke
//            the protocol. throw websocket_exception(code, reason) closes with a code of the handler's.
// Lifetime:  outlives the handler and the exits of its dependencies, and so does the request it came by.
// Threads:   one loop's own. One task may receive while any others send.
#pragma once

#include <exception>
#include <http_min/app/argument.hpp>
#include <http_min/wire/json.hpp>
#include <http_min/wire/websocket.hpp>
#include <optional>
#include <rt/core/task.hpp>
#include <stdexcept>
#include <string>
#include <string_view>

namespace http_min {

class websocket_conversation;

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
    explicit websocket(websocket_conversation& conversation) : conversation_(conversation) {}
    websocket(const websocket&) = delete;
    websocket& operator=(const websocket&) = delete;

    http_min::request& request();

    // Answers the handshake, and chooses one of the request's Sec-WebSocket-Protocol, if any. The headers of a `response&`,
    // cookies for one, go with it.
    // Errors: std::logic_error when it has been answered already.
    rt::task<> accept(std::string_view subprotocol = {});

    // The next message; one of the other kind closes with 1003, what is no JSON with 1007.
    rt::task<std::string> receive_text();
    rt::task<std::string> receive_bytes();
    rt::task<json> receive_json();

    // The next text, or nothing when the client has left:
    //   for (auto text = co_await socket.next_text(); text; text = co_await socket.next_text()) ...
    rt::task<std::optional<std::string>> next_text();

    rt::task<> send_text(std::string_view text);
    rt::task<> send_bytes(std::string_view bytes);
    rt::task<> send_json(const json& value);

    // Before accept() it refuses the handshake. Once closed it does nothing.
    rt::task<> close(int code = wire::websocket_code::normal, std::string_view reason = {});

    bool was_accepted() const;

  private:
    rt::task<std::string> receive_kind(bool text);

    websocket_conversation& conversation_;
};

template <>
struct argument<websocket&> {
    static constexpr source from = source::none;

    websocket* value = nullptr;
    void read(request& in, response&, validation_errors&) { value = &of(in); }
    websocket& pass() { return *value; }

  private:
    static websocket& of(const request& in);  // Errors: std::logic_error where the request is none
};

namespace detail {

// Says goodbye as `thrown` asks for. Throws nothing; for rt::cancelled it does nothing.
rt::task<> close_after(websocket& socket, std::exception_ptr thrown);

}  // namespace detail

}  // namespace http_min
