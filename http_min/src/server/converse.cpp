// converse.cpp -- a request that asks for a WebSocket takes its connection with it: no other request follows.
#include <http_min/app/app.hpp>
#include <http_min/app/websocket.hpp>
#include <http_min/server/connection.hpp>
#include <http_min/server/server.hpp>
#include <http_min/wire/websocket_handshake.hpp>

namespace http_min {

// A server that stops ends the wait for a client's next message, as it does that for the next request.
class connection::socket_link final : public websocket_link {
  public:
    explicit socket_link(connection& c) : connection_(c) {}

    rt::task<std::string> receive() override {
        input_buffer& input = connection_.input_;
        if (input.empty() && !connection_.stopping_) {
            auto reading = connection_.client_.read_some(input.room());
            const idle_mark waits(connection_, reading);
            const auto got = co_await reading;
            if (got) input.received(*got);
        }
        std::string text(input.unread());
        input.consume(text.size());
        co_return text;
    }

    rt::task<bool> send(std::string_view bytes) override {
        const auto sent = co_await connection_.client_.write_all(std::as_bytes(std::span(bytes)),
                                                                 connection_.server_.options().write);
        co_return sent.has_value();
    }

  private:
    // The handler may be cancelled while it waits.
    class idle_mark {
      public:
        idle_mark(connection& c, rt::io_awaiter<std::size_t>& reading) : connection_(c) { c.idle_read_ = &reading; }
        idle_mark(const idle_mark&) = delete;
        idle_mark& operator=(const idle_mark&) = delete;
        ~idle_mark() { connection_.idle_read_ = nullptr; }

      private:
        connection& connection_;
    };

    connection& connection_;
};

rt::task<connection::step> connection::converse() {
    head_copy_.assign(input_.unread().substr(0, request_size_));  // the input moves while messages come in
    parser_.moved_to(head_copy_.data());
    input_.consume(std::exchange(request_size_, 0));
    const wire::request_head& head = parser_.head();
    request_.assign(head);
    server_.arrived(request_, client_address_);
    const auto key = wire::websocket_key(head);
    if (!key) co_return co_await refuse({400, "The handshake of a WebSocket is not as RFC 6455 has it."});
    const step flushed = co_await flush();
    if (flushed == step::end) co_return step::end;

    socket_link link(*this);
    websocket socket(request_, link, *key);
    co_await server_.api().handle(socket);
    if (request_.unfinished()) co_await server_.api().finish(request_, response_);
    if (!socket.was_accepted()) co_return co_await refuse({403, "Forbidden"});
    server_.log().line(client_name_, head, 101);
    co_await linger();
    co_return step::end;
}

}  // namespace http_min
