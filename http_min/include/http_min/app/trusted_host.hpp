// trusted_host -- middleware: refuses requests whose Host is none of ours, for which links would be made otherwise.
//
//   api.middleware(trusted_host({"example.com", "*.example.com"}));
//
// A 400 "Invalid host header"; where only "www." is missing, a redirect there.
#pragma once

#include <http_min/app/middleware.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

class trusted_host {
  public:
    explicit trusted_host(std::vector<std::string> allowed) : allowed_(std::move(allowed)) {}

    rt::task<> operator()(request& in, response& out, call_next next) const;

  private:
    bool allows(std::string_view host) const;

    std::vector<std::string> allowed_;
};

}  // namespace http_min
