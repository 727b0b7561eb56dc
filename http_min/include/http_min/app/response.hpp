// response -- status, headers and body of an answer. The body is a text, or a stream that is read while it is sent.
//
// A handler may ask for the one that will be sent (`response&` as a parameter) to set its status or add
// headers, or return one of its own, which then replaces it.
// For the server: keep one for each connection and hand it to app::handle() again and again: it keeps its
// memory. Date, Content-Length and Connection are for wire::append_response to write.
// Errors:    headers.add() and set() throw std::invalid_argument for what would break the message.
#pragma once

#include <http_min/app/body_stream.hpp>
#include <http_min/wire/response_writer.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

class response : public wire::response_head {  // status and headers
  public:
    std::string body;
    std::unique_ptr<body_stream> stream;  // null, or instead of `body`

    response() {}  // so that it is no aggregate (pitfall G2)
    explicit response(int code, std::string text = {}, std::string_view media_type = {});

    void write_to(response& out) &&;  // replaces it: what happens to a response that a handler returns
    void clear();                     // as new, but keeps its memory

    // Drops the body where the status forbids one (RFC 9110 section 6.4.1).
    void drop_forbidden_body();
};

// A type that knows how to become a response: what text(), html() and their like return.
template <class T>
concept responder = requires(T value, response& out) {
    std::move(value).write_to(out);
};

}  // namespace http_min
