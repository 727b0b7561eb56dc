#include "exchange.hpp"

#include <http_min/wire/body_decoder.hpp>
#include <http_min/wire/response_writer.hpp>
#include <http_min/wire/status.hpp>

namespace http_min::detail {

namespace {

std::error_code error_of(std::errc what) { return std::make_error_code(what); }

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

std::string head_of(const client_request& what, const client_url& where, bool chunked) {
    std::string text;
    text.append(what.method).append(" ").append(where.target).append(" HTTP/1.1\r\n");
    if (!what.headers.find("host")) text.append("host: ").append(where.authority).append("\r\n");
    text.append(what.headers.text());
    const bool usual_body = what.method == "POST" || what.method == "PUT" || what.method == "PATCH";
    if (chunked)
        text.append("transfer-encoding: chunked\r\n");
    else if (!what.body.empty() || usual_body)
        text.append("content-length: ").append(std::to_string(what.body.size())).append("\r\n");
    return text.append("\r\n");
}

}  // namespace

rt::task<client::answer> exchange::run(const client_request& what, const client_url& where,
                                       client::pieces* body) {
    const std::error_code sent = co_await send(what, where, body);
    // A server may answer and close before it has read everything: what it says counts.
    const std::error_code heard = co_await receive_head(what.method);
    if (heard) co_return sent ? sent : heard;
    const wire::received_head& head = parser_.head();
    client_response answer;
    answer.status = head.status;
    answer.reason = head.reason;
    answer.head = input_.substr(0, head_size_);
    answer.lines.reserve(head.headers.size());
    for (const auto [name, value] : head.headers) {
        const auto at = [this](std::string_view text) {
            return static_cast<std::uint32_t>(text.empty() ? 0 : text.data() - input_.data());
        };
        answer.lines.push_back({at(name), static_cast<std::uint32_t>(name.size()), at(value),
                                static_cast<std::uint32_t>(value.size())});
    }
    const std::error_code broken = co_await receive_body(answer.body);
    if (broken) co_return broken;
    may_go_on_ = head.keep_alive && !sent && !ended_ && input_.empty() && answer.status != 101;
    co_return answer;
}

rt::task<std::error_code> exchange::send(const client_request& what, const client_url& where,
                                         client::pieces* body) {
    std::string text = head_of(what, where, body != nullptr);
    if (body == nullptr) text += what.body;
    auto sent = co_await server_.write_all(bytes_of(text));
    if (!sent || body == nullptr) co_return sent.error();
    for (;;) {
        const std::string* const piece = co_await body->next();
        text.clear();
        if (piece != nullptr)
            wire::append_chunk(text, *piece);
        else
            wire::append_last_chunk(text);
        const bool last = piece == nullptr;
        const auto taken = co_await server_.write_all(bytes_of(text));
        if (!taken || last) co_return taken.error();
    }
}

rt::task<std::error_code> exchange::receive_head(std::string_view method) {
    for (;;) {
        const wire::parse_result parsed = parser_.feed(input_, method);
        if (parsed.bad()) co_return error_of(std::errc::bad_message);
        if (parsed.complete()) {
            head_size_ = parsed.size;
            const int status = parser_.head().status;
            if (status >= 200 || status == 101) co_return std::error_code{};
            input_.erase(0, parsed.size);  // an interim answer
            parser_.reset();
            continue;
        }
        const std::error_code failed = co_await receive();
        if (failed) co_return failed;
        if (ended_) co_return error_of(std::errc::connection_aborted);
    }
}

// The head's text is gone afterwards; what is no text of it stays known.
rt::task<std::error_code> exchange::receive_body(std::string& into) {
    const wire::received_head& head = parser_.head();
    input_.erase(0, head_size_);
    if (head.until_close) {
        while (!ended_) {
            if (input_.size() > limits_.body) co_return error_of(std::errc::message_size);
            const std::error_code failed = co_await receive();
            if (failed) co_return failed;
        }
        into = std::exchange(input_, {});
        co_return std::error_code{};
    }
    if (head.body.is == wire::body_framing::kind::none) co_return std::error_code{};
    wire::body_decoder decoder(head.body, limits_);
    for (;;) {
        const wire::parse_result taken = decoder.feed(input_, into);
        input_.erase(0, taken.size);
        if (taken.complete()) co_return std::error_code{};
        if (taken.bad())
            co_return error_of(taken.why.status == 413 ? std::errc::message_size : std::errc::bad_message);
        const std::error_code failed = co_await receive();
        if (failed) co_return failed;
        if (ended_) co_return error_of(std::errc::connection_aborted);
    }
}

rt::task<std::error_code> exchange::receive() {
    constexpr std::size_t most = 16 * 1024;
    const std::size_t had = input_.size();
    input_.resize(had + most);
    const auto got = co_await server_.read_some(std::as_writable_bytes(std::span(input_)).subspan(had));
    input_.resize(had + (got ? *got : 0));
    if (!got) co_return got.error();
    heard_anything_ = heard_anything_ || *got > 0;
    ended_ = *got == 0;
    co_return std::error_code{};
}

}  // namespace http_min::detail
