// text_response -- an answer that is text and not JSON: text("Hello, World!"), html("<h1>Hi</h1>"), xml("<a/>"),
// content(csv, "text/csv; charset=utf-8").
//
// The status is the route's own, unless one is given.
#pragma once

#include <http_min/app/fixed_string.hpp>
#include <http_min/app/response.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace http_min {

class content_response {
  public:
    content_response(std::string body, std::string_view media_type, std::optional<int> status = {})
        : body_(std::move(body)), media_type_(media_type), status_(status) {}

    void write_to(response& out) && {
        if (status_) out.status = *status_;
        out.headers.set("content-type", media_type_);
        out.body += body_;
    }

  private:
    std::string body_;
    std::string media_type_;
    std::optional<int> status_;
};

namespace detail {

// Its media type is part of its type, for the document; text types are sent as UTF-8 and say so.
template <fixed_string MediaType>
class text_of {
  public:
    static constexpr std::string_view media_type = MediaType.view();

    explicit text_of(std::string body, std::optional<int> status = {})
        : body_(std::move(body)), status_(status) {}

    void write_to(response& out) && {
        if (status_) out.status = *status_;
        if constexpr (media_type == "text/plain")
            out.headers.set("content-type", "text/plain; charset=utf-8");
        else if constexpr (media_type == "text/html")
            out.headers.set("content-type", "text/html; charset=utf-8");
        else
            out.headers.set("content-type", media_type);
        out.body += body_;
    }

  private:
    std::string body_;
    std::optional<int> status_;
};

}  // namespace detail

using text_response = detail::text_of<"text/plain">;
using html_response = detail::text_of<"text/html">;
using xml_response = detail::text_of<"application/xml">;

inline text_response text(std::string body, std::optional<int> status = {}) {
    return text_response(std::move(body), status);
}
inline html_response html(std::string body, std::optional<int> status = {}) {
    return html_response(std::move(body), status);
}
inline xml_response xml(std::string body, std::optional<int> status = {}) {
    return xml_response(std::move(body), status);
}
inline content_response content(std::string body, std::string_view media_type,
                                std::optional<int> status = {}) {
    return content_response(std::move(body), media_type, status);
}

}  // namespace http_min
