#include <http_min/app/websocket.hpp>
#include <http_min/wire/parse_json.hpp>
#include <http_min/wire/websocket_handshake.hpp>

namespace http_min {

namespace code = wire::websocket_code;
using wire::websocket_event;
using wire::websocket_opcode;

namespace {

constexpr int not_this_kind = 1003;

}  // namespace

rt::task<> websocket::accept(std::string_view subprotocol) {
    RT_EXPECTS(!accepted_ && !closed_, "a WebSocket is accepted once");
    std::string answer;
    wire::append_upgrade(answer, key_, subprotocol);
    accepted_ = true;
    const bool sent = co_await link_.send(answer);
    if (!sent) closed_ = true;
    if (!sent) throw websocket_disconnect(code::gone);
}

rt::task<websocket::message> websocket::receive() {
    RT_EXPECTS(accepted_, "a WebSocket is accepted before it is read");
    for (;;) {
        if (closed_) throw websocket_disconnect(code::gone);
        const wire::websocket_piece piece = parser_.feed(std::string_view(input_).substr(used_));
        used_ += piece.size;
        if (piece.bad()) {
            const int why = piece.why.status;
            co_await close(why, piece.why.reason);
            throw websocket_disconnect(why, std::string(piece.why.reason));
        }
        const std::string data(piece.data);
        switch (piece.event) {
            case websocket_event::text: co_return message{true, data};
            case websocket_event::binary: co_return message{false, data};
            case websocket_event::ping: co_await send_frame(websocket_opcode::pong, data); break;
            case websocket_event::pong: break;
            case websocket_event::close: {
                const int why = piece.close_code;
                co_await close(why);
                throw websocket_disconnect(why, data);
            }
            case websocket_event::none: {
                used_ = 0;
                input_ = co_await link_.receive();
                if (input_.empty()) closed_ = true;
                break;
            }
        }
    }
}

rt::task<std::string> websocket::receive_kind(bool text) {
    message next = co_await receive();
    if (next.is_text == text) co_return std::move(next.data);
    co_await close(not_this_kind);
    throw websocket_disconnect(not_this_kind);
}

rt::task<std::string> websocket::receive_text() { return receive_kind(true); }
rt::task<std::string> websocket::receive_bytes() { return receive_kind(false); }

rt::task<json> websocket::receive_json() {
    const std::string text = co_await receive_text();
    std::string wrong;
    try {
        co_return parse_json(text);
    } catch (const std::runtime_error& error) {
        wrong = error.what();
    }
    throw websocket_exception(code::not_the_text, wrong);
}

rt::task<std::optional<std::string>> websocket::next_text() {
    std::optional<std::string> text;
    try {
        text = co_await receive_text();
    } catch (const websocket_disconnect&) {
    }
    co_return text;
}

rt::task<> websocket::send_text(std::string_view text) { return send_frame(websocket_opcode::text, text); }
rt::task<> websocket::send_bytes(std::string_view bytes) {
    return send_frame(websocket_opcode::binary, bytes);
}

rt::task<> websocket::send_json(const json& value) {
    const std::string text = to_text(value);
    co_await send_frame(websocket_opcode::text, text);
}

rt::task<> websocket::send_frame(wire::websocket_opcode what, std::string_view payload) {
    RT_EXPECTS(accepted_, "a WebSocket is accepted before anything is sent");
    std::string frame;
    wire::append_frame(frame, what, payload);
    const bool sent = co_await put(std::move(frame));
    if (!sent) throw websocket_disconnect(code::gone);
}

rt::task<bool> websocket::put(std::string frame) {
    const auto alone = co_await sending_.lock();
    if (closed_) co_return false;
    const bool sent = co_await link_.send(frame);
    if (!sent) closed_ = true;
    co_return sent;
}

rt::task<> websocket::close(int why, std::string_view reason) {
    if (closed_) co_return;
    if (!accepted_) {
        closed_ = true;
        co_return;
    }
    std::string frame;
    wire::append_close(frame, why, reason);
    const bool sent = co_await put(std::move(frame));
    static_cast<void>(sent);  // whoever has gone needs no goodbye
    closed_ = true;
}

}  // namespace http_min
