// websocket_conversation.cpp -- who reads, who asks whether the other is there, and who has the last word.
#include <http_min/app/websocket_conversation.hpp>
#include <http_min/wire/websocket_handshake.hpp>
#include <rt/loop/sleep.hpp>

namespace http_min {

namespace code = wire::websocket_code;
using wire::websocket_event;
using wire::websocket_opcode;

namespace {

// So much may wait for a handler that is long in asking; then its client waits.
constexpr std::size_t most_messages = 32;
constexpr std::size_t most_bytes = 1024 * 1024;

}  // namespace

websocket_conversation::websocket_conversation(request& in, const response& out, websocket_link& link,
                                               std::string_view key, const websocket_options& options)
    : in_(in),
      out_(out),
      link_(link),
      key_(key),
      options_(options),
      parser_(wire::websocket_role::server, options.limits),
      messages_(most_messages) {
    in_.set_websocket(&face_);
}

rt::task<> websocket_conversation::run(rt::task<> handling) {
    auto beside_handler = [this, &handling](rt::task_group& group) -> rt::task<> {
        beside_ = &group;
        static_cast<void>(co_await handler_.run(std::move(handling)));
        const auto all_sent = co_await sending_.lock();  // a goodbye that is on its way
        group.scope().cancel();
    };
    std::exception_ptr cancelled;
    try {
        co_await rt::with_task_group(beside_handler);
    } catch (const rt::cancelled&) {
        cancelled = std::current_exception();
    }
    beside_ = nullptr;
    refused_ = !accepted_;  // too late for that now
    if (cancelled) std::rethrow_exception(cancelled);
}

rt::task<> websocket_conversation::accept(std::string_view subprotocol) {
    if (accepted_ || refused_) throw std::logic_error("a WebSocket is accepted once, before it is closed");
    std::string answer;
    wire::append_upgrade(answer, key_, subprotocol, out_.headers.text());
    accepted_ = true;
    const bool sent = co_await put(std::move(answer));
    if (!sent) throw told();
    beside_->start_soon(rt::named("websocket reader"), &websocket_conversation::read, this);
    if (options_.ping_interval.count() > 0)
        beside_->start_soon(rt::named("websocket pings"), &websocket_conversation::ask_now_and_then, this);
    if (is_going_away_) go_away();
}

void websocket_conversation::go_away() {
    is_going_away_ = true;
    if (!accepted_ || beside_ == nullptr) return;
    beside_->start_soon(rt::named("websocket goodbye"), &websocket_conversation::leave, this);
}

rt::task<> websocket_conversation::leave() { return close(code::going_away, {}); }

rt::task<websocket_conversation::message> websocket_conversation::receive() {
    if (!accepted_) throw std::logic_error("a WebSocket is accepted before it is read");
    handler_receives_ = true;
    std::optional<message> next = co_await messages_.receive();
    if (!next) {
        co_await say_goodbye(code_, {});
        throw told();
    }
    waiting_bytes_ -= next->data.size();
    if (reader_waits_) taken_.release();
    co_return std::move(*next);
}

rt::task<> websocket_conversation::send(websocket_opcode what, std::string_view payload) {
    if (!accepted_) throw std::logic_error("a WebSocket is accepted before anything is sent");
    std::string frame;
    wire::append_frame(frame, what, payload);
    const bool sent = co_await put(std::move(frame));
    if (!sent) throw told();
}

rt::task<> websocket_conversation::close(int why, std::string_view reason) {
    if (!accepted_) refused_ = true;
    if (refused_) co_return;
    if (!wire::may_be_sent(why))
        throw std::invalid_argument("not a code that a WebSocket can be closed with");
    std::string words;
    if (!over_) words = reason;  // else it answers the client's goodbye
    end(why, reason);
    co_await say_goodbye(code_, std::move(words));
}

rt::task<> websocket_conversation::say_goodbye(int why, std::string reason) {
    if (silent_) co_return;
    if (why == code::gone) why = code::server_error;  // the one is never sent
    std::string frame;
    wire::append_close(frame, why, reason);
    static_cast<void>(co_await put(std::move(frame), true));  // who has gone needs no goodbye
}

// The lock is for those who send at the same time. What is cancelled on its way may have gone out in part: no more follows.
rt::task<bool> websocket_conversation::put(std::string frame, bool is_last) {
    const auto alone = co_await sending_.lock();
    if (silent_) co_return false;
    bool sent = false;
    try {
        sent = co_await link_.send(frame);
    } catch (...) {
        silent_ = true;
        throw;
    }
    if (is_last || !sent) silent_ = true;
    if (!sent) client_is_gone(code::gone, {});
    co_return sent;
}

// Until the client has said goodbye or is gone, whether or not we have said it.
rt::task<> websocket_conversation::read() {
    for (;;) {
        std::string_view input = co_await link_.receive();
        if (input.empty()) {
            client_is_gone(code::gone, {});
            silent_ = true;
            co_return;
        }
        heard_ = true;
        while (!input.empty()) {
            const wire::websocket_piece piece = parser_.feed(input);
            input.remove_prefix(piece.size);
            const bool go_on = co_await take(piece);
            if (!go_on) co_return;
        }
    }
}

// RETURNS whether anything can follow.
rt::task<bool> websocket_conversation::take(wire::websocket_piece piece) {
    if (piece.bad()) {
        client_is_gone(piece.why.status, piece.why.reason);
        co_await say_goodbye(piece.why.status, std::string(piece.why.reason));
        co_return false;
    }
    switch (piece.event) {
        case websocket_event::text: co_await keep(message(true, piece.data)); break;
        case websocket_event::binary: co_await keep(message(false, piece.data)); break;
        case websocket_event::ping: {
            std::string frame;
            wire::append_frame(frame, websocket_opcode::pong, piece.data);
            static_cast<void>(co_await put(std::move(frame)));
            break;
        }
        case websocket_event::close:
            client_is_gone(piece.close_code, piece.data);
            if (!handler_receives_) co_await say_goodbye(piece.close_code, {});
            co_return false;
        case websocket_event::pong:
        case websocket_event::none: break;
    }
    co_return true;
}

// What comes after a goodbye is nobody's.
rt::task<> websocket_conversation::keep(message one) {
    if (over_) co_return;
    waiting_bytes_ += one.data.size();
    reader_waits_ = true;
    try {
        co_await messages_.send(std::move(one));
    } catch (const rt::channel_closed&) {
    }
    while (waiting_bytes_ > most_bytes && !over_) {
        auto taken = co_await taken_.acquire();
        taken.detach();
    }
    reader_waits_ = false;
    heard_ = true;
}

rt::task<> websocket_conversation::ask_now_and_then() {
    std::string ping;
    wire::append_frame(ping, websocket_opcode::ping, {});
    for (;;) {
        heard_ = false;
        co_await rt::sleep_for(options_.ping_interval);
        if (over_) co_return;
        if (heard_ || reader_waits_) continue;
        static_cast<void>(co_await put(ping));
        co_await rt::sleep_for(options_.ping_timeout);
        if (heard_ || reader_waits_ || over_) continue;
        client_is_gone(code::gone, {});
        co_await say_goodbye(code::server_error, "The client does not answer.");
        co_return;
    }
}

void websocket_conversation::end(int why, std::string_view reason) {
    if (over_) return;
    over_ = true;
    code_ = why;
    reason_ = reason;
    messages_.close();
    taken_.release();
}

void websocket_conversation::client_is_gone(int why, std::string_view reason) {
    if (over_) return;
    end(why, reason);
    if (beside_ != nullptr)
        beside_->start_soon(rt::named("websocket cleanup"), &websocket_conversation::give_up_handler, this);
}

// A handler that neither receives nor sends would never know.
rt::task<> websocket_conversation::give_up_handler() {
    co_await rt::sleep_for(options_.cleanup);
    co_await say_goodbye(code_, {});
    if (!handler_knows_ && !in_.finishes_without_client()) handler_.cancel();
}

websocket_disconnect websocket_conversation::told() {
    handler_knows_ = true;
    return websocket_disconnect(code_, reason_);
}

}  // namespace http_min
