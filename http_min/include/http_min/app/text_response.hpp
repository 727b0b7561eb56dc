// text_response -- an answer that is text and not JSON: text("Hello, World!"), html("<h1>Hi</h1>").
#pragma once

#include <http_min/app/response.hpp>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

class text_response {
  public:
    // `media_type` is a literal.
    text_response(std::string body, std::string_view media_type, int status)
        : body_(std::move(body)), media_type_(media_type), status_(status) {}

    void write_to(response& out) && {
        out.status = status_;
        out.headers.set("content-type", media_type_);
        out.body += body_;
    }

  private:
    std::string body_;
    std::string_view media_type_;
    int status_;
};

inline text_response text(std::string body, int status = 200) {
    return text_response(std::move(body), "text/plain; charset=utf-8", status);
}

inline text_response html(std::string body, int status = 200) {
    return text_response(std::move(body), "text/html; charset=utf-8", status);
}

}  // namespace http_min
