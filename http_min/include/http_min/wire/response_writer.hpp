// response_writer.hpp -- a response as bytes, appended to the caller's buffer.
//
// The application says what: status, headers, body. The request and the connection say how the body is
// delimited and whether another request may follow; that is decided here and nowhere else.
// Errors:    std::invalid_argument for a status that no final response can have; nothing is written then.
// Invariant: nothing is allocated once `out` has grown to its usual size.
#pragma once
#include <cstdint>
#include <http_min/wire/header_list.hpp>
#include <http_min/wire/parse_result.hpp>
#include <http_min/wire/request_head.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min::wire {

struct response_head {
    int status = 200;
    header_list headers;
};

// What an answer must know of its question.
struct reply_rules {
    http_version version = http_version::http_1_1;
    bool head_request = false;  // HEAD: the head of the answer to GET, and no body
    bool keep_alive = true;     // what the peer allows and the server wants

    reply_rules() = default;
    explicit reply_rules(const request_head& head)
        : version{head.version}, head_request{head.method == "HEAD"}, keep_alive{head.keep_alive} {}
};

// How the response goes on behind its head.
struct reply_framing {
    bool keep_alive = false;  // else: close after the last byte
    bool has_body = false;    // else: send nothing more, whatever there is
    bool chunked = false;     // send the body through append_chunk
};

// `body_size` is empty for a body that is streamed. `date` is the field's value, as date_cache gives it;
// empty: no such field.
reply_framing append_head(std::string& out, const response_head& response,
                          std::optional<std::uint64_t> body_size, const reply_rules& rules,
                          std::string_view date);

// A whole response. RETURNS whether the connection stays open.
bool append_response(std::string& out, const response_head& response, std::string_view body,
                     const reply_rules& rules, std::string_view date);

// The answer to bytes that are no request: the reason as text, and the connection closes.
void append_refusal(std::string& out, const refusal& why, std::string_view date);

void append_continue(std::string& out);  // "100 Continue": now send the body
void append_chunk(std::string& out,
                  std::string_view data);  // nothing for no data: an empty chunk would be the last
void append_last_chunk(std::string& out);

}  // namespace http_min::wire
