#include <http_min/server/connection.hpp>
#include <http_min/server/server.hpp>
#include <http_min/wire/response_writer.hpp>

namespace http_min {

namespace {

// Beyond this much of unsent answers a client must read before more of its requests are looked at.
constexpr std::size_t most_unsent = 64 * 1024;

// What a refused client may still send before its connection is closed on it.
constexpr std::size_t most_discarded = 256 * 1024;

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
    request_.set_client({.host = std::string_view(client_name_).substr(0, client_name_.rfind(':')),
                         .port = peer ? peer->port() : std::uint16_t{0}});
}

connection::~connection() { server_.leave(*this); }

void connection::stop_when_idle() {
    stopping_ = true;
    if (idle_read_ != nullptr) rt::loop::current().cancel(*idle_read_);
}

rt::task<> connection::run() {
    const std::size_t most = server_.options().connections;
    if (most > 0 && server_.connections() > most) {
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
    rt::loop& loop = rt::loop::current();
    const bool idle = input_.empty();
    if (idle && stopping_) co_return step::end;
    // A head that began behind another request, or was waited for between two, has begun now.
    if (!idle && head_deadline_ == rt::never)
        head_deadline_ = rt::deadline_after(loop.now(), server_.options().head);
    const bool between_requests = head_deadline_ == rt::never;
    const rt::duration limit = between_requests ? server_.options().keep_alive : head_deadline_ - loop.now();

    auto reading = client_.read_some(input_.room()).within(limit);
    idle_read_ = idle ? &reading : nullptr;
    const auto got = co_await reading;
    idle_read_ = nullptr;

    if (got && *got > 0) {
        input_.received(*got);
        co_return step::go_on;
    }
    const bool too_slow = !idle && got.error() == std::errc::timed_out;
    if (too_slow) co_return co_await refuse({408, "The request head took too long."});
    co_return step::end;
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
    const bool at_hand = framing.is == wire::body_framing::kind::length && framing.length <= behind_head.size() &&
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

rt::task<connection::step> connection::gather_body(wire::body_framing framing) {
    head_copy_.assign(input_.unread().substr(0, request_size_));  // the input moves while the body comes in
    parser_.moved_to(head_copy_.data());
    input_.consume(std::exchange(request_size_, 0));
    body_.clear();
    wire::body_decoder decoder(framing, server_.options().message);
    bool wants_continue = parser_.head().expects_continue;
    for (;;) {
        const wire::parse_result taken = decoder.feed(input_.unread(), body_);
        input_.consume(taken.size);
        if (taken.complete()) co_return step::go_on;
        if (taken.bad()) co_return co_await refuse(taken.why);
        if (std::exchange(wants_continue, false)) wire::append_continue(output_);
        const step flushed = co_await flush();
        if (flushed == step::end) co_return step::end;
        const auto got = co_await client_.read_some(input_.room()).within(server_.options().body);
        if (!got && got.error() == std::errc::timed_out)
            co_return co_await refuse({408, "The request body took too long."});
        if (!got || *got == 0) co_return step::end;
        input_.received(*got);
    }
}

rt::task<connection::step> connection::answer() {
    co_await server_.api().handle(request_, response_);
    const wire::request_head& head = parser_.head();
    wire::reply_rules rules(head);
    rules.keep_alive = rules.keep_alive && !stopping_;
    const bool stays_open = wire::append_response(output_, response_, response_.body, rules, server_.date());
    server_.log().line(client_name_, head, response_.status);
    step sent = step::go_on;
    if (request_.unfinished()) sent = co_await send_and_finish();

    input_.consume(std::exchange(request_size_, 0));
    parser_.reset();
    clear_for_next(body_);
    clear_for_next(response_.body);
    if (input_.empty()) input_.shrink();
    if (sent == step::end) co_return step::end;
    if (stays_open && output_.size() < most_unsent) co_return step::go_on;
    const step flushed = co_await flush();
    if (stays_open || flushed == step::end) co_return flushed;
    if (!input_.empty()) co_await linger();
    co_return step::end;
}

// The response, then what waits for it to be sent: also when that is cut short, for resources are to be closed.
rt::task<connection::step> connection::send_and_finish() {
    step sent = step::end;
    std::exception_ptr cut_short;
    try {
        sent = co_await flush();
    } catch (...) {
        cut_short = std::current_exception();
    }
    co_await server_.api().finish(request_, response_);
    if (cut_short) std::rethrow_exception(cut_short);
    co_return sent;
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
