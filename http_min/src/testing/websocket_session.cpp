// websocket_session.cpp -- two ends and what is on its way between them; the app's end runs on the test loop.
#include <deque>
#include <http_min/app/websocket_conversation.hpp>
#include <http_min/testing/websocket_session.hpp>
#include <http_min/wire/request_parser.hpp>
#include <http_min/wire/response_parser.hpp>
#include <http_min/wire/websocket_handshake.hpp>
#include <rt/core/cancelled.hpp>
#include <stdexcept>

namespace http_min {

namespace {

// A client masks what it sends; with what does not matter to a test.
constexpr wire::websocket_mask mask{'t', 'e', 's', 't'};

// Bytes on their way in one direction. An empty piece is the end.
class pipe {
  public:
    void send(std::string bytes) {
        pieces_.push_back(std::move(bytes));
        there_.release();
    }
    rt::task<std::string> receive() {
        auto one = co_await there_.acquire();
        one.detach();
        std::string bytes = std::move(pieces_.front());
        pieces_.pop_front();
        co_return bytes;
    }

  private:
    std::deque<std::string> pieces_;
    rt::semaphore there_{0};
};

websocket_options without_pings() {
    websocket_options options;
    options.ping_interval = std::chrono::milliseconds(0);  // the time is virtual: it would go on for ever
    return options;
}

}  // namespace

struct websocket_session::line final : websocket_link {
    line(const app& whose, std::string text) : api(whose), handshake(std::move(text)) {}

    rt::task<std::string_view> receive() override {
        received = co_await to_app.receive();
        co_return received;
    }
    rt::task<bool> send(std::string_view bytes) override {
        if (!is_cut) to_client.send(std::string(bytes));
        co_return !is_cut;
    }

    const app& api;
    const std::string handshake;
    wire::request_parser head;
    request in;
    response out;
    test_answer answer;
    pipe to_app, to_client;
    std::string received, unread;  // by the app, by the client
    wire::websocket_parser parser{wire::websocket_role::client};
    bool is_cut = false, said_goodbye = false;
    bool over = false;  // the app's end
    int code = 0;       // of the app's goodbye; 0: there was none yet
    std::string reason;
};

namespace {

using line = websocket_session::line;

// The app's end, as a server has it.
rt::task<> serve(std::shared_ptr<line> shared) {
    line& l = *shared;
    const auto key = wire::websocket_key(l.head.head());
    websocket_conversation talk(l.in, l.out, l, *key, without_pings());
    bool cancelled = false;
    try {
        co_await talk.run(l.api.handle(l.in, l.out));
    } catch (const rt::cancelled&) {
        cancelled = true;
    }
    if (!talk.was_accepted() && !cancelled) {
        l.answer.status = l.out.status;
        l.answer.headers = l.out.headers;
        l.answer.body = l.out.body;
    }
    if (l.in.unfinished()) co_await l.api.finish(l.in, l.out);
    l.over = true;
    l.to_client.send({});
}

// The answer to the handshake, as far as it is no refusal.
rt::task<> shake_hands(line& l) {
    l.unread = co_await l.to_client.receive();
    if (l.unread.empty()) co_return;
    wire::response_parser parser;
    const auto parsed = parser.feed(l.unread, "GET");
    if (!parsed.complete()) throw std::logic_error("the answer to the handshake is not whole");
    l.answer.status = parser.head().status;
    for (const auto [name, value] : parser.head().headers)
        if (!wire::same_name(name, "connection")) l.answer.headers.add(name, value);
    l.unread.erase(0, parsed.size);
}

// The next message, or the app's goodbye: `code` says so.
rt::task<wire::websocket_piece> next(line& l) {
    for (;;) {
        const wire::websocket_piece piece = l.parser.feed(l.unread);
        l.unread.erase(0, piece.size);
        if (piece.bad())
            throw std::logic_error("the app has broken the protocol: " + std::string(piece.why.reason));
        if (piece.event == wire::websocket_event::close) {
            l.code = piece.close_code;
            l.reason = piece.data;
        }
        if (piece.event == wire::websocket_event::none) {
            l.unread = co_await l.to_client.receive();
            if (!l.unread.empty()) continue;
            l.code = wire::websocket_code::gone;
        }
        co_return piece;
    }
}

}  // namespace

websocket_session::websocket_session(const app& api, std::string handshake, client_address client,
                                     std::string_view scheme, std::string_view root_path, bool raises)
    : line_(std::make_shared<line>(api, std::move(handshake))), raises_(raises) {
    line& l = *line_;
    const wire::parse_result parsed = l.head.feed(l.handshake);
    if (!parsed.complete()) throw std::invalid_argument(std::string(parsed.why.reason));
    l.in.set_client(client);
    l.in.set_scheme(scheme);
    l.in.set_root_path(root_path);
    l.in.assign(l.head.head());
    loop_->home().spawn(serve(line_), "websocket");
    loop_->run(shake_hands(l));
    if (!was_accepted()) finish();
}

websocket_session::~websocket_session() {
    if (!line_ || line_->over) return;
    try {
        raises_ = false;
        close();
    } catch (const std::exception&) {  // a handler that never ends: the loop has cancelled it
    }
}

const test_answer& websocket_session::answer() const { return line_->answer; }

void websocket_session::send(wire::websocket_opcode what, std::string_view payload) {
    if (!was_accepted()) throw std::logic_error("the WebSocket was refused");
    std::string frame;
    wire::append_frame(frame, what, payload, true, mask);
    line_->to_app.send(std::move(frame));
}

void websocket_session::send_text(std::string_view text) { send(wire::websocket_opcode::text, text); }
void websocket_session::send_bytes(std::string_view bytes) { send(wire::websocket_opcode::binary, bytes); }
void websocket_session::send_json(const json& value) { send_text(to_text(value)); }

std::string websocket_session::receive(bool text) {
    if (!was_accepted()) throw std::logic_error("the WebSocket was refused");
    if (line_->code == 0) {
        const wire::websocket_piece piece = loop_->run(next(*line_));
        if (line_->code == 0) {
            if ((piece.event == wire::websocket_event::text) == text) return std::string(piece.data);
            throw std::logic_error(text ? "the app has sent bytes, no text"
                                        : "the app has sent a text, no bytes");
        }
    }
    close();
    throw websocket_disconnect(line_->code, line_->reason);
}

std::string websocket_session::receive_text() { return receive(true); }
std::string websocket_session::receive_bytes() { return receive(false); }
json websocket_session::receive_json() { return json::parse(receive(true)); }

void websocket_session::close(int code, std::string_view reason) {
    if (!was_accepted()) return;
    if (!line_->said_goodbye && !line_->is_cut) {
        line_->said_goodbye = true;
        std::string frame;
        wire::append_close(frame, code, reason, mask);
        line_->to_app.send(std::move(frame));
    }
    while (line_->code == 0) static_cast<void>(loop_->run(next(*line_)));
    finish();
}

int websocket_session::close_code() {
    while (line_->code == 0) static_cast<void>(loop_->run(next(*line_)));
    return line_->code;
}

void websocket_session::vanish() {
    line_->is_cut = true;
    line_->to_app.send({});
    if (line_->code == 0) line_->code = wire::websocket_code::gone;
    finish();
}

// Until the handler, its background tasks and the exits of its dependencies have ended.
void websocket_session::finish() {
    loop_->turn_until(line_->over);
    const std::exception_ptr thrown = line_->in.unhandled();
    line_->in.note_unhandled(nullptr);
    if (thrown && raises_) std::rethrow_exception(thrown);
}

}  // namespace http_min
