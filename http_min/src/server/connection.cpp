#include <algorithm>
#include <http_min/app/websocket_conversation.hpp>
#include <http_min/server/connection.hpp>
#include <http_min/server/server.hpp>
#include <http_min/wire/response_writer.hpp>
#include <http_min/wire/websocket_handshake.hpp>

namespace http_min {

namespace {

// Beyond this much of unsent answers a client must read before more of its requests are looked at.
constexpr std::size_t most_unsent = 64 * 1024;

// What a refused client may still send before its connection is closed on it.
constexpr std::size_t most_discarded = 256 * 1024;

// A client that fills what it is offered is offered more, up to this.
constexpr std::size_t most_read_at_once = 64 * 1024;

// A client that has connected just before the server was told to stop, and has not asked yet, has so long to do it.
constexpr rt::duration first_request_of_the_last = std::chrono::seconds(1);

// How long a body may have taken of which this much has come.
rt::duration time_for(std::size_t received, const server_options& limits) {
    if (limits.body_rate == 0) return rt::duration::max();
    return limits.body + std::chrono::milliseconds(1000 * received / limits.body_rate);
}

// Forgets the text and keeps its memory for the next one; not what a large message has taken.
void clear_for_next(std::string& text) {
    text.clear();
    if (text.capacity() > most_unsent) text.shrink_to_fit();
}

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

}  // namespace

connection::connection(server& owner, rt::stream client)
    : server_(owner), client_(std::move(client)), parser_(owner.options().message) {
    server_.enter(*this);
    const auto peer = client_.peer();  // refused only when the client has left already
    if (peer) client_name_ = peer->to_string();
    client_address_ = {.host = std::string_view(client_name_).substr(0, client_name_.rfind(':')),
                       .port = peer ? peer->port() : std::uint16_t{0}};
    request_.set_client(client_address_);
}

connection::~connection() { server_.leave(*this); }

void connection::stop_when_idle() {
    stopping_ = true;
    if (idle_read_ != nullptr) idle_read_->time_out();
    if (conversation_ != nullptr) conversation_->go_away();
}

connection::app_at_work::app_at_work(connection& c) : connection_(c) {
    c.app_is_at_work_ = true;
    c.server_.expect_answer();
}

bool connection::is_still_there() noexcept {
    if (!app_is_at_work_) return false;
    const bool is_there = request_.finishes_without_client() || client_.is_connected();
    if (!is_there) while_client_is_there_.cancel();
    return is_there;
}

rt::task<> connection::run() { static_cast<void>(co_await while_client_is_there_.run(serve())); }

rt::task<> connection::serve() {
    if (server_.is_full()) {
        co_await refuse({503, "Service Unavailable"});
        co_return;
    }
    head_deadline_ = rt::deadline_after(rt::loop::current().now(), server_.options().head);
    for (step next = step::go_on; next == step::go_on;) {
        next = co_await read_head();
        if (next == step::go_on) next = co_await read_body();
        if (next == step::go_on) next = co_await answer();
    }
}

// Leaves a whole head at the front of the input, parsed.
rt::task<connection::step> connection::read_head() {
    for (;;) {
        const wire::parse_result parsed = parser_.feed(input_.unread());
        if (parsed.bad()) co_return co_await refuse(parsed.why);
        if (parsed.complete()) {
            request_size_ = parsed.size;
            co_return step::go_on;
        }
        // No answer waits while we wait for the client.
        const step flushed = co_await flush();
        if (flushed == step::end) co_return step::end;
        const step received = co_await receive_head();
        if (received == step::end) co_return step::end;
    }
}

// Waits for more of a head: for the first byte of it as long as an idle connection may live, for the rest until the
// head's deadline, however many pieces it comes in.
rt::task<connection::step> connection::receive_head() {
    const bool idle = input_.empty();
    const bool was_stopping = stopping_;
    // A head that began behind another request, or was waited for between two, has begun now.
    if (!idle && head_deadline_ == rt::never)
        head_deadline_ = rt::deadline_after(rt::loop::current().now(), server_.options().head);

    auto reading = client_.read_some(input_.room()).within(idle ? idle_limit() : time_left_for_head());
    idle_read_ = idle ? &reading : nullptr;
    const auto got = co_await reading;
    idle_read_ = nullptr;

    if (got && *got > 0) {
        input_.received(*got);
        co_return step::go_on;
    }
    if (got.error() != std::errc::timed_out) co_return step::end;
    if (!idle) co_return co_await refuse({408, "The request head took too long."});
    // What the client had sent when we were told to stop lies unread in the kernel: it is answered, not reset.
    if (stopping_ && !was_stopping) co_return co_await receive_head();
    co_return step::end;
}

rt::duration connection::time_left_for_head() const { return head_deadline_ - rt::loop::current().now(); }

// How long to wait for a first byte. Once told to stop, for what is there already.
rt::duration connection::idle_limit() const {
    const bool has_asked_before = head_deadline_ == rt::never;
    if (!has_asked_before)
        return stopping_ ? std::min(first_request_of_the_last, time_left_for_head()) : time_left_for_head();
    return stopping_ ? rt::duration::zero() : server_.options().keep_alive;
}

// Gives the request its body: in place when it came with the head, else gathered.
rt::task<connection::step> connection::read_body() {
    head_deadline_ = rt::never;
    const wire::request_head& head = parser_.head();
    const wire::body_framing framing = head.body;
    if (framing.is == wire::body_framing::kind::none) {
        request_.assign(head);
        co_return step::go_on;
    }
    const std::string_view behind_head = input_.unread().substr(request_size_);
    if (head.expects_continue && behind_head.empty()) {
        request_.assign(head);
        body_is_unwanted_ = !server_.api().has_route(request_);
        if (body_is_unwanted_)
            co_return step::go_on;  // the client is told instead of asked (RFC 9110 section 10.1.1)
    }
    const bool at_hand = framing.is == wire::body_framing::kind::length &&
                         framing.length <= behind_head.size() &&
                         framing.length <= server_.options().message.body;
    if (at_hand) {
        request_.assign(head, behind_head.substr(0, framing.length));
        request_size_ += framing.length;
        co_return step::go_on;
    }
    const step gathered = co_await gather_body(framing);
    if (gathered == step::go_on) request_.assign(head, body_);
    co_return gathered;
}

// A body may pause for as long as options.body, but on the whole it must come faster than options.body_rate: who sends a
// byte now and then does not keep us for ever.
rt::task<connection::step> connection::gather_body(wire::body_framing framing) {
    const server_options& limits = server_.options();
    const rt::time_point begun = rt::loop::current().now();
    std::size_t room = 0;  // grows with what comes: a large upload is received in large pieces
    std::size_t received = 0;
    head_copy_.assign(input_.unread().substr(0, request_size_));  // the input moves while the body comes in
    parser_.moved_to(head_copy_.data());
    input_.consume(std::exchange(request_size_, 0));
    body_.clear();
    wire::body_decoder decoder(framing, limits.message);
    bool wants_continue = parser_.head().expects_continue;
    for (;;) {
        const wire::parse_result taken = decoder.feed(input_.unread(), body_);
        input_.consume(taken.size);
        if (taken.complete()) co_return step::go_on;
        if (taken.bad()) co_return co_await refuse(taken.why);
        if (std::exchange(wants_continue, false)) wire::append_continue(output_);
        const step flushed = co_await flush();
        if (flushed == step::end) co_return step::end;
        const std::span<std::byte> into = input_.room(room);
        const rt::duration left = time_for(received, limits) - (rt::loop::current().now() - begun);
        const auto got = co_await client_.read_some(into).within(std::min<rt::duration>(limits.body, left));
        if (!got && got.error() == std::errc::timed_out)
            co_return co_await refuse({408, "The request body took too long."});
        if (!got || *got == 0) co_return step::end;
        input_.received(*got);
        received += *got;
        if (*got == into.size()) room = std::min(4 * into.size(), most_read_at_once);
    }
}

rt::task<connection::step> connection::answer() {
    if (wire::asks_for_websocket(parser_.head())) co_return co_await converse();
    server_.arrived(request_, client_address_);
    {
        const app_at_work now(*this);
        co_await server_.api().handle(request_, response_);
    }
    server_.sending(response_, request_);
    wire::reply_rules rules(parser_.head());
    rules.keep_alive = rules.keep_alive && !stopping_ && !body_is_unwanted_;
    const wire::reply_framing framing = append_answer(rules);
    server_.answered(client_name_, parser_.head(), response_.status);
    step sent = step::go_on;
    if (response_.stream || request_.unfinished()) sent = co_await send_and_finish(framing);

    input_.consume(std::exchange(request_size_, 0));
    parser_.reset();
    clear_for_next(body_);
    clear_for_next(response_.body);
    if (input_.empty()) input_.shrink();
    if (sent == step::end) co_return step::end;
    if (framing.keep_alive && output_.size() < most_unsent) co_return step::go_on;
    const step flushed = co_await flush();
    if (framing.keep_alive || flushed == step::end) co_return flushed;
    if (!input_.empty() || body_is_unwanted_) co_await linger();
    co_return step::end;
}

// All of it that is there.
wire::reply_framing connection::append_answer(const wire::reply_rules& rules) {
    const auto size = response_.stream ? response_.stream->size() : response_.body.size();
    const wire::reply_framing framing = wire::append_head(output_, response_, size, rules, server_.date());
    if (framing.has_body && !response_.stream) output_ += response_.body;
    return framing;
}

rt::task<connection::step> connection::flush() {
    if (output_.empty()) co_return step::go_on;
    const auto sent = co_await client_.write_all(bytes_of(output_), server_.options().write);
    clear_for_next(output_);
    co_return sent ? step::go_on : step::end;
}

rt::task<connection::step> connection::refuse(wire::refusal why) {
    wire::append_refusal(output_, why, server_.date());
    server_.log().refused(client_name_, why);
    const step flushed = co_await flush();
    if (flushed == step::go_on) co_await linger();
    co_return step::end;
}

// Closing while the client still sends would reset the connection, and the reset overtakes the answer. So: say that
// no more will come, and read what still does, for a while (RFC 9112 section 9.6).
rt::task<> connection::linger() {
    if (!client_.finish_writing()) co_return;
    const rt::time_point until = rt::deadline_after(rt::loop::current().now(), std::chrono::seconds(2));
    for (std::size_t discarded = 0; discarded < most_discarded;) {
        input_.shrink();
        const auto got = co_await client_.read_some(input_.room()).within(until - rt::loop::current().now());
        if (!got || *got == 0) co_return;
        discarded += *got;
    }
}

}  // namespace http_min
