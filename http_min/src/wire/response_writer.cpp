// response_writer.cpp -- status line, framing fields, body.
//
//   no body at all    HEAD, 1xx, 204, 304                  RFC 9110 section 6.4.1
//   content-length    the size is known                    RFC 9112 section 6.2; not with 1xx, 204, 304
//   chunked           streamed, to an HTTP/1.1 peer        section 6.1
//   until the close   streamed, to an HTTP/1.0 peer        section 6.3
//
//   connection: close        we close behind this response                  section 9.6
//   connection: keep-alive   an HTTP/1.0 peer asked for it and gets it      section 9.3
#include <http_min/wire/response_writer.hpp>

#include <charconv>
#include <stdexcept>

#include <http_min/wire/status.hpp>

namespace http_min::wire {

namespace {

void append_number(std::string& out, std::uint64_t number, int base = 10) {
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, number, base).ptr;
    out.append(digits, end);
}

void append_status_line(std::string& out, int status) {
    if (status == 200) {  // nearly all of them
        out.append("HTTP/1.1 200 OK\r\n");
        return;
    }
    out.append("HTTP/1.1 ");
    append_number(out, static_cast<std::uint64_t>(status));
    out.append(" ").append(reason_phrase(status)).append("\r\n");  // the blank stays when there is no phrase
}

bool says_close(const header_list& headers) {
    const auto connection = headers.find("connection");
    return connection && same_name(*connection, "close");
}

}  // namespace

reply_framing append_head(std::string& out, const response_head& response,
                          std::optional<std::uint64_t> body_size, const reply_rules& rules,
                          std::string_view date) {
    if (!is_final_status(response.status)) {
        throw std::invalid_argument{"the status of a response is 101 or from 200 to 599"};
    }
    const bool is_1_1 = rules.version == http_version::http_1_1;
    const bool may_have_body = status_allows_body(response.status);
    const bool handler_closes = says_close(response.headers);
    reply_framing framing;
    framing.has_body = may_have_body && !rules.head_request;
    framing.chunked = framing.has_body && !body_size && is_1_1;
    const bool ends_by_close = framing.has_body && !body_size && !is_1_1;
    framing.keep_alive = rules.keep_alive && !handler_closes && !ends_by_close;

    append_status_line(out, response.status);
    out.append(response.headers.text());
    if (may_have_body && body_size) {
        out.append("content-length: ");
        append_number(out, *body_size);
        out.append("\r\n");
    }
    if (framing.chunked) out.append("transfer-encoding: chunked\r\n");
    if (!framing.keep_alive && !handler_closes) out.append("connection: close\r\n");
    if (framing.keep_alive && !is_1_1) out.append("connection: keep-alive\r\n");
    if (!date.empty() && !response.headers.find("date")) out.append("date: ").append(date).append("\r\n");
    out.append("\r\n");
    return framing;
}

bool append_response(std::string& out, const response_head& response, std::string_view body,
                     const reply_rules& rules, std::string_view date) {
    const reply_framing framing = append_head(out, response, body.size(), rules, date);
    if (framing.has_body) out.append(body);
    return framing.keep_alive;
}

void append_refusal(std::string& out, const refusal& why, std::string_view date) {
    response_head response;
    response.status = why.status;
    response.headers.add("content-type", "text/plain; charset=utf-8");
    reply_rules rules;
    rules.keep_alive = false;
    append_response(out, response, why.reason, rules, date);
}

void append_continue(std::string& out) { out.append("HTTP/1.1 100 Continue\r\n\r\n"); }

void append_chunk(std::string& out, std::string_view data) {
    if (data.empty()) return;
    append_number(out, data.size(), 16);
    out.append("\r\n").append(data).append("\r\n");
}

void append_last_chunk(std::string& out) { out.append("0\r\n\r\n"); }

}  // namespace http_min::wire
