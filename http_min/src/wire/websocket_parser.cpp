// websocket_parser.cpp -- a frame: FIN and opcode, MASK and length, the mask, the payload.
//
//    byte 0: FIN RSV1 RSV2 RSV3 opcode(4)      byte 1: MASK length(7)
//    length 126: two more bytes hold it; 127: eight; the shortest form is the only one
//    MASK: four bytes, with which the payload is xored
#include <http_min/wire/websocket_parser.hpp>

#include <algorithm>

#include "utf8.hpp"

namespace http_min::wire {

namespace {

constexpr std::size_t longest_control = 125;

}  // namespace

websocket_piece websocket_parser::feed(std::string_view input) {
    if (give_away_message_) message_.clear();
    give_away_message_ = false;
    websocket_piece piece;
    std::string_view rest = input;
    while (piece.event == websocket_event::none && (state_ == state::head || state_ == state::payload)) {
        if (state_ == state::payload && left_ == 0) {
            end_of_frame(piece);
            continue;
        }
        if (rest.empty()) break;
        if (state_ == state::payload) {
            take_payload(rest);
            continue;
        }
        read_head(rest.front());
        rest.remove_prefix(1);
    }
    piece.size = input.size() - rest.size();
    if (state_ == state::complete) piece.is = outcome::complete;
    if (state_ == state::bad) {
        piece = {};
        piece.is = outcome::bad;
        piece.why = why_;
    }
    return piece;
}

void websocket_parser::read_head(char c) {
    head_[head_size_++] = static_cast<unsigned char>(c);
    if (head_size_ == 2) check_first_bytes();
    if (state_ == state::head && head_size_ >= 2 && head_size_ == head_wanted_) begin_payload();
}

void websocket_parser::check_first_bytes() {
    opcode_ = static_cast<websocket_opcode>(head_[0] & 0x0f);
    const bool final = (head_[0] & 0x80) != 0;
    const bool masked = (head_[1] & 0x80) != 0;
    const unsigned length = head_[1] & 0x7f;
    const int code = static_cast<int>(opcode_);
    if ((head_[0] & 0x70) != 0 || (code > 2 && code < 8) || code > 10)
        return refuse(websocket_code::protocol_error,
                      "A frame uses bits or an opcode that nobody agreed on.");
    if (masked != (role_ == websocket_role::server))
        return refuse(websocket_code::protocol_error, "A client masks its frames, a server does not.");
    if (is_control() && (!final || length > longest_control))
        return refuse(websocket_code::protocol_error, "A control frame is one frame of at most 125 bytes.");
    const bool in_message = message_is_ != websocket_event::none;
    if (!is_control() && in_message != (opcode_ == websocket_opcode::continuation))
        return refuse(websocket_code::protocol_error,
                      "A message goes on with continuation frames, and nothing else does.");
    head_wanted_ = 2 + (length == 126 ? 2u : length == 127 ? 8u : 0u) + (masked ? 4u : 0u);
}

void websocket_parser::begin_payload() {
    const std::size_t mask_size = role_ == websocket_role::server ? 4 : 0;
    const std::size_t length_end = head_wanted_ - mask_size;
    left_ = head_[1] & 0x7f;
    if (length_end > 2) left_ = 0;
    for (std::size_t i = 2; i < length_end; ++i) left_ = left_ * 256 + head_[i];
    const bool shortest =
        length_end == 2 || (length_end == 4 ? left_ >= 126 : left_ > 0xffff && left_ >> 63 == 0);
    if (!shortest)
        return refuse(websocket_code::protocol_error, "A frame's length is not in its shortest form.");
    if (!is_control() && left_ > limits_.message - std::min(message_.size(), limits_.message))
        return refuse(websocket_code::too_big, "The message is larger than this server takes.");
    if (opcode_ == websocket_opcode::text) message_is_ = websocket_event::text;
    if (opcode_ == websocket_opcode::binary) message_is_ = websocket_event::binary;
    if (is_control()) control_.clear();
    unmasked_ = 0;
    state_ = state::payload;
}

void websocket_parser::take_payload(std::string_view& rest) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, rest.size()));
    std::string& to = is_control() ? control_ : message_;
    const std::size_t begin = to.size();
    to.append(rest.substr(0, size));
    if (role_ == websocket_role::server) {
        const unsigned char* mask = head_.data() + head_wanted_ - 4;
        for (std::size_t i = begin; i < to.size(); ++i)
            to[i] = static_cast<char>(static_cast<unsigned char>(to[i]) ^ mask[unmasked_++ % 4]);
    }
    left_ -= size;
    rest.remove_prefix(size);
}

void websocket_parser::end_of_frame(websocket_piece& piece) {
    const bool final = (head_[0] & 0x80) != 0;
    head_size_ = 0;
    head_wanted_ = 2;
    state_ = state::head;
    if (opcode_ == websocket_opcode::close) return end_of_close(piece);
    if (is_control()) {
        piece.event = opcode_ == websocket_opcode::ping ? websocket_event::ping : websocket_event::pong;
        piece.data = control_;
        return;
    }
    if (!final) return;
    if (message_is_ == websocket_event::text && !valid_utf8(message_))
        return refuse(websocket_code::not_the_text, "A text message is not UTF-8.");
    piece.event = message_is_;
    piece.data = message_;
    message_is_ = websocket_event::none;
    give_away_message_ = true;
}

void websocket_parser::end_of_close(websocket_piece& piece) {
    piece.close_code = websocket_code::no_code;
    if (!control_.empty()) {
        if (control_.size() == 1)
            return refuse(websocket_code::protocol_error, "A close code has two bytes.");
        const auto byte = [this](std::size_t i) { return static_cast<unsigned char>(control_[i]); };
        piece.close_code = byte(0) * 256 + byte(1);
        piece.data = std::string_view(control_).substr(2);
        if (!may_be_sent(piece.close_code))
            return refuse(websocket_code::protocol_error, "This close code is not one that is sent.");
        if (!valid_utf8(piece.data))
            return refuse(websocket_code::not_the_text, "A close reason is not UTF-8.");
    }
    piece.event = websocket_event::close;
    state_ = state::complete;
}

void websocket_parser::refuse(int code, std::string_view reason) {
    state_ = state::bad;
    why_ = {code, reason};
}

}  // namespace http_min::wire
