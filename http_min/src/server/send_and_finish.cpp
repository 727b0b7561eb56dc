// send_and_finish.cpp -- answers that are sent at once: streams, and those that something waits for.
//
//   the next piece is asked for when the kernel has taken the last one: a slow client slows its generator down
//   a stream that fails leaves its body without an end, and the connection is closed on it
//   whatever becomes of the sending, the stream is closed, then background tasks and the exits of dependencies run
#include <http_min/server/connection.hpp>
#include <http_min/server/server.hpp>
#include <rt/loop/deadline_scope.hpp>
#include <stdexcept>

namespace http_min {

rt::task<connection::step> connection::send_and_finish(wire::reply_framing framing) {
    step sent = step::end;
    bool cancelled = false;
    try {
        sent = co_await send_rest(framing);
    } catch (const rt::cancelled&) {
        cancelled = true;
    } catch (...) {
        server_.api().log_unhandled(std::current_exception());
    }
    if (response_.stream) co_await close_stream();
    if (request_.unfinished()) co_await server_.api().finish(request_, response_);
    if (cancelled) throw rt::cancelled{};
    co_return sent;
}

rt::task<connection::step> connection::send_rest(wire::reply_framing framing) {
    if (response_.stream && framing.has_body) {
        const step streamed = co_await send_stream(framing);
        if (streamed == step::end) co_return step::end;
        if (framing.chunked) wire::append_last_chunk(output_);
    }
    co_return co_await flush();
}

rt::task<connection::step> connection::send_stream(wire::reply_framing framing) {
    body_stream& body = *response_.stream;
    const std::optional<std::uint64_t> size = body.size();
    std::uint64_t sent = 0;
    if (!size) {  // the first piece may be long in coming; where the size is known the head leaves with it
        const step flushed = co_await flush();
        if (flushed == step::end) co_return step::end;
    }
    for (std::string piece;;) {
        bool more = false;
        {
            const app_at_work now(*this);
            more = co_await body.next(piece);
        }
        if (!more) break;
        sent += piece.size();
        if (size && sent > *size)
            throw std::length_error("a streamed body is longer than the size it has named");
        if (framing.chunked)
            wire::append_chunk(output_, piece);
        else
            output_ += piece;
        const step flushed = co_await flush();
        if (flushed == step::end) co_return step::end;
    }
    if (size && sent < *size)
        throw std::length_error("a streamed body is shorter than the size it has named");
    co_return step::go_on;
}

rt::task<> connection::close_stream() {
    try {
        rt::deadline_scope to_its_end(server_.options().cleanup, rt::shield::yes);
        static_cast<void>(co_await to_its_end.run(response_.stream->close()));
    } catch (...) {
        server_.api().log_unhandled(std::current_exception());
    }
    response_.stream.reset();
}

}  // namespace http_min
