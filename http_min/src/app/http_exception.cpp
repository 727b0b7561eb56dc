// http_exception.cpp -- an HTTP error as a response.
#include <http_min/app/http_exception.hpp>
#include <http_min/app/response.hpp>
#include <http_min/wire/status.hpp>

namespace http_min {

http_exception::http_exception(int code) : http_exception(code, std::string(wire::reason_phrase(code))) {}

http_exception::http_exception(int code, json what_went_wrong)
    : status(code), detail(std::move(what_went_wrong)) {}

http_exception::http_exception(int code, json what_went_wrong, header_lines lines)
    : http_exception(code, std::move(what_went_wrong)) {
    for (const auto& [name, value] : lines) headers.add(name, value);
}

void http_exception::write_to(response& out) const {
    out.clear();
    out.status = status;
    out.headers = headers;
    if (!wire::status_allows_body(status)) return;
    out.headers.set("content-type", "application/json");
    out.body = R"({"detail":)";
    append_json(out.body, detail);
    out.body += '}';
}

}  // namespace http_min
