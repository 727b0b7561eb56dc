// response.cpp -- what a response does with itself.
#include <http_min/app/response.hpp>
#include <http_min/wire/status.hpp>

namespace http_min {

response::response(int code, std::string text, std::string_view media_type) : body(std::move(text)) {
    status = code;
    if (!media_type.empty()) headers.set("content-type", media_type);
}

void response::write_to(response& out) && { out = std::move(*this); }

void response::clear() {
    status = 200;
    headers.clear();
    body.clear();
    stream.reset();
}

void response::drop_forbidden_body() {
    if (wire::status_allows_body(status)) return;
    body.clear();
    stream.reset();
    headers.erase("content-type");
}

}  // namespace http_min
