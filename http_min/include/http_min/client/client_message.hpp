// client_message -- what a client asks, and what it is told.
#pragma once

#include <http_min/wire/header_list.hpp>
#include <http_min/wire/header_view.hpp>
#include <http_min/wire/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

class client_request {
  public:
    std::string method, url;
    wire::header_list headers;  // Host, Content-Length and Transfer-Encoding are the client's to write
    std::string body;

    client_request(std::string how, std::string where) : method(std::move(how)), url(std::move(where)) {}
};

class client_response {
  public:
    int status = 0;
    std::string reason;
    std::string head;                      // its bytes
    std::vector<wire::header_line> lines;  // of the head
    std::string body;

    client_response() {}

    wire::header_view headers() const { return {head.data(), lines}; }
    std::string_view header(std::string_view name) const { return headers().find(name).value_or(""); }
    bool ok() const { return status >= 200 && status < 300; }
    http_min::json json() const { return http_min::json::parse(body); }
};

// "http://host:port/path?query" in its parts, which point into the text. A literal IPv6 host is without its brackets.
struct client_url {
    std::string_view host, authority, target;
    std::uint16_t port = 80;

    // RETURNS nothing for what is no http URL.
    static std::optional<client_url> parse(std::string_view text);
};

}  // namespace http_min
