// https_redirect -- middleware: 307 to the same URL under https:// for whoever came by http.
//
//   api.middleware(https_redirect());
//
// Behind a proxy the scheme is what X-Forwarded-Proto says: --proxy-headers.
#pragma once

#include <http_min/app/middleware.hpp>

namespace http_min {

class https_redirect {
  public:
    rt::task<> operator()(request& in, response& out, call_next next) const;
};

}  // namespace http_min
