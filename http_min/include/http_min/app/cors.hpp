// cors -- middleware: which pages of other origins a browser may let call this app.
//
//   api.middleware(cors{{.allow_origins = {"https://app.example"}, .allow_methods = {"GET", "POST"},
//                        .allow_headers = {"X-Custom"}, .allow_credentials = true}});
//
// A preflight (OPTIONS with Origin and Access-Control-Request-Method) is answered here, before any route. "*" stands for
// every origin, method or header. Add it last: then refusals of other layers carry its headers too.
// Errors:    the 500 for an unhandled exception is made outside and carries none.
#pragma once

#include <http_min/app/middleware.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

struct cors_options {
    std::vector<std::string> allow_origins = {};
    std::vector<std::string> allow_methods = {"GET"};
    std::vector<std::string> allow_headers =
        {};  // beside those that always are: Accept, Content-Type and the like
    std::vector<std::string> expose_headers = {};  // that a page may read
    bool allow_credentials = false;                // cookies
    bool allow_private_network = false;
    int max_age = 600;  // seconds that a browser may remember a preflight
};

class cors {
  public:
    explicit cors(cors_options options);

    rt::task<> operator()(request& in, response& out, call_next next) const;

  private:
    bool allows_origin(std::string_view origin) const;
    bool allows_header(std::string_view name) const;
    void answer_preflight(const request& in, std::string_view origin, response& out) const;
    void allow(std::string_view origin, response& out) const;

    cors_options options_;
    bool every_origin_;
    bool every_header_;
    std::string methods_;  // as they are sent
    std::string headers_;
    std::string exposed_;
};

}  // namespace http_min
