// websocket.cpp -- what a handler says and hears, in frames.
#include <http_min/app/websocket_conversation.hpp>
#include <http_min/wire/parse_json.hpp>

namespace http_min {

using wire::websocket_opcode;

websocket& argument<websocket&>::of(const request& in) {
    if (in.as_websocket() == nullptr)
        throw std::logic_error("a websocket& is for the handlers of api.websocket<>()");
    return *in.as_websocket();
}

request& websocket::request() { return conversation_.asked(); }

bool websocket::was_accepted() const { return conversation_.was_accepted(); }

rt::task<> websocket::accept(std::string_view subprotocol) { return conversation_.accept(subprotocol); }

rt::task<std::string> websocket::receive_kind(bool text) {
    constexpr int not_this_kind = 1003;
    websocket_conversation::message next = co_await conversation_.receive();
    if (next.is_text == text) co_return std::move(next.data);
    throw websocket_exception(not_this_kind, text ? "A text is expected." : "Bytes are expected.");
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
    throw websocket_exception(wire::websocket_code::not_the_text, wrong);
}

rt::task<std::optional<std::string>> websocket::next_text() {
    std::optional<std::string> text;
    try {
        text = co_await receive_text();
    } catch (const websocket_disconnect&) {
    }
    co_return text;
}

rt::task<> websocket::send_text(std::string_view text) {
    return conversation_.send(websocket_opcode::text, text);
}

rt::task<> websocket::send_bytes(std::string_view bytes) {
    return conversation_.send(websocket_opcode::binary, bytes);
}

rt::task<> websocket::send_json(const json& value) {
    const std::string text = to_text(value);
    co_await conversation_.send(websocket_opcode::text, text);
}

rt::task<> websocket::close(int code, std::string_view reason) { return conversation_.close(code, reason); }

}  // namespace http_min
