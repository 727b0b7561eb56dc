// implied_methods -- what an app may answer beside what its routes name: HEAD where there is a GET, OPTIONS where there
// is anything. FastAPI implies neither; app_options::head_with_get and ::answer_options switch them on.
//
// Source:    RFC 9110, sections 9.3.2, 9.3.7 and 10.2.1.
#pragma once

#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/app/route_table.hpp>
#include <string>
#include <string_view>

namespace http_min {

class implied_methods {
  public:
    implied_methods(bool head_with_get, bool answer_options)
        : head_with_get_(head_with_get), answer_options_(answer_options) {}

    // As route_table::find(), where HEAD falls back to the GET.
    route_table::found find(const route_table& routes, request& in) const;

    // RETURNS whether it was an OPTIONS of a path that exists: `out` then names its methods.
    bool answer(const route_table& routes, const request& in, response& out) const;

    // For the Allow field of the path: with what is implied.
    std::string allowed(const route_table& routes, std::string_view path) const;

  private:
    bool head_with_get_;
    bool answer_options_;
};

}  // namespace http_min
