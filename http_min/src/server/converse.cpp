// converse.cpp -- a request that asks for a WebSocket takes its connection with it: no other request follows.
#include <http_min/app/app.hpp>
#include <http_min/app/websocket_conversation.hpp>
#include <http_min/server/connection.hpp>
#include <http_min/server/server.hpp>
#include <http_min/wire/websocket_handshake.hpp>

namespace http_min {

// Until the handshake is accepted the client waits for the app, as for any answer.
class connection::socket_link final : public websocket_link {
  public:
    explicit socket_link(connection& c) : connection_(c) { handshake_.emplace(c); }

    rt::task<std::string_view> receive() override {
        input_buffer& input = connection_.input_;
        input.consume(std::exchange(given_, 0));
        if (input.empty()) {
            if (room_ == least_read_at_once) input.shrink();
            const std::span<std::byte> into = input.room(room_);
            const auto got = co_await connection_.client_.read_some(into);
            if (!got || *got == 0) co_return {};
            input.received(*got);
            room_ = *got == into.size() ? std::min(4 * room_, most_read_at_once) : least_read_at_once;
        }
        given_ = input.unread().size();
        co_return input.unread();
    }

    rt::task<bool> send(std::string_view bytes) override {
        if (handshake_) {
            handshake_.reset();
            connection_.server_.answered(connection_.client_name_, connection_.parser_.head(), 101);
        }
        const auto sent = co_await connection_.client_.write_all(std::as_bytes(std::span(bytes)),
                                                                 connection_.server_.options().write);
        co_return sent.has_value();
    }

    // What has been given is used.
    void finish() { connection_.input_.consume(std::exchange(given_, 0)); }

  private:
    static constexpr std::size_t least_read_at_once = 1024;
    static constexpr std::size_t most_read_at_once = 64 * 1024;

    connection& connection_;
    std::optional<app_at_work> handshake_;
    std::size_t given_ = 0;
    std::size_t room_ = least_read_at_once;
};

// As long as it lives the server tells the conversation when it stops.
class connection::open_conversation {
  public:
    open_conversation(connection& c, websocket_conversation& talk) : connection_(c) {
        c.conversation_ = &talk;
        if (c.stopping_) talk.go_away();
    }
    open_conversation(const open_conversation&) = delete;
    open_conversation& operator=(const open_conversation&) = delete;
    ~open_conversation() { connection_.conversation_ = nullptr; }

  private:
    connection& connection_;
};

rt::task<connection::step> connection::converse() {
    if (!wire::websocket_key(parser_.head()))
        co_return co_await refuse({400, "The handshake of a WebSocket is not as RFC 6455 has it."});
    head_copy_.assign(input_.unread().substr(0, request_size_));  // the input moves while messages come in
    parser_.moved_to(head_copy_.data());
    input_.consume(std::exchange(request_size_, 0));
    const wire::request_head& head = parser_.head();
    request_.assign(head);
    server_.arrived(request_, client_address_);
    const step flushed = co_await flush();
    if (flushed == step::end) co_return step::end;

    socket_link link(*this);
    websocket_conversation talk(request_, response_, link, *wire::websocket_key(head), server_.options().websockets);
    bool cancelled = false;
    try {
        const open_conversation now(*this, talk);
        co_await talk.run(server_.api().handle(request_, response_));
    } catch (const rt::cancelled&) {
        cancelled = true;
    }
    link.finish();
    if (!talk.was_accepted() && !cancelled) co_return co_await answer_handshake();
    if (request_.unfinished()) co_await server_.api().finish(request_, response_);
    if (cancelled) throw rt::cancelled{};
    co_await linger();
    co_return step::end;
}

// It was refused. What the client may have sent behind it is no request.
rt::task<connection::step> connection::answer_handshake() {
    server_.sending(response_, request_);
    wire::reply_rules rules(parser_.head());
    rules.keep_alive = false;
    const wire::reply_framing framing = append_answer(rules);
    server_.answered(client_name_, parser_.head(), response_.status);
    const step sent = co_await send_and_finish(framing);
    if (sent == step::go_on) co_await linger();
    co_return step::end;
}

}  // namespace http_min
