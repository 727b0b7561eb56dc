// websocket_session -- a client's end of a WebSocket, in this process: what client.websocket() gives.
//
//   auto socket = client.websocket("/ws/blue", {.params = {{"token", "secret"}}});
//   socket.send_text("hello");
//   CHECK(socket.receive_text() == "blue: hello");
//   socket.close();                                   // and the handler, its tasks and its dependencies have ended
//
//   CHECK(client.websocket("/ws/blue").answer().status == 403);      // a handshake that was refused
//
// What is sent and received are the bytes that a socket would carry. Receiving lets the app run, on the test client's loop:
// the time that it sleeps is virtual.
//
// Errors:    receiving throws websocket_disconnect, with the app's code, when the app has closed, and what the handler has
//            thrown instead, if the test client raises that; rt::deadlock when nothing will ever come. std::logic_error for a
//            session that was refused, and for a message of the other kind.
// Lifetime:  a session that ends says goodbye, and waits until the handler has ended. The app outlives it.
// Threads:   see test_loop.
#pragma once

#include <http_min/app/app.hpp>
#include <http_min/testing/test_answer.hpp>
#include <http_min/testing/test_loop.hpp>
#include <memory>
#include <string>
#include <string_view>

namespace http_min {

class websocket_session {
  public:
    struct line;  // what the two ends share

    // For the test client: `handshake` is the whole request as text.
    websocket_session(const app& api, std::string handshake, client_address client, std::string_view scheme,
                      std::string_view root_path, bool raises);
    websocket_session(websocket_session&&) noexcept = default;
    websocket_session& operator=(websocket_session&&) = delete;
    ~websocket_session();

    // To the handshake: 101, with the subprotocol in its headers, or what refused it.
    const test_answer& answer() const;
    bool was_accepted() const { return answer().status == 101; }

    void send_text(std::string_view text);
    void send_bytes(std::string_view bytes);
    void send_json(const json& value);

    std::string receive_text();
    std::string receive_bytes();
    json receive_json();

    // Says goodbye, and waits until the handler has ended. Messages that were not received are dropped. Again: nothing.
    void close(int code = wire::websocket_code::normal, std::string_view reason = {});

    // With which the app has closed, or answered our goodbye: waits for that.
    int close_code();

    // Leaves without a word, as a client does whose cable is cut.
    void vanish();

  private:
    std::string receive(bool text);
    void send(wire::websocket_opcode what, std::string_view payload);
    void finish();

    std::shared_ptr<test_loop> loop_ = test_loop::of_this_thread();
    std::shared_ptr<line> line_;
    bool raises_;
};

}  // namespace http_min
