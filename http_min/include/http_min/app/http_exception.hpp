// http_exception -- thrown by a handler to answer with this status and {"detail": ...} instead of a value.
//
//   throw http_exception(404, "Item not found");
//   throw http_exception(401, "Log in first", {{"www-authenticate", "Bearer"}});
#pragma once

#include <exception>
#include <http_min/wire/header_list.hpp>
#include <http_min/wire/json.hpp>
#include <initializer_list>
#include <string_view>
#include <utility>

namespace http_min {

class response;

class http_exception : public std::exception {
  public:
    using header_lines = std::initializer_list<std::pair<std::string_view, std::string_view>>;

    explicit http_exception(int status);               // the detail is the status's reason phrase
    explicit http_exception(int status, json detail);  // any JSON
    explicit http_exception(int status, json detail, header_lines headers);
    const char* what() const noexcept override { return "http_exception"; }

    int status;
    json detail;
    wire::header_list headers;  // sent as well

    void write_to(response& out) const;
};

}  // namespace http_min
