// docs -- an app's own routes for its document: /openapi.json, /docs, /docs/oauth2-redirect, /redoc. For GET and HEAD.
//
// They come before the user's, as in FastAPI, and are not in the document themselves.
#pragma once

#include <http_min/app/openapi.hpp>
#include <http_min/app/operation.hpp>
#include <memory>
#include <string>
#include <vector>

namespace http_min {

// Where they stand; an empty one does not.
struct docs_urls {
    std::string openapi;
    std::string docs;
    std::string redoc;
};

struct docs_route {
    std::string path;
    std::shared_ptr<const operation> leads_to;
};

// REQUIRES: `routes` outlives what it RETURNS.
std::vector<docs_route> docs_routes(openapi_info info, const docs_urls& at, const route_table& routes);

}  // namespace http_min
