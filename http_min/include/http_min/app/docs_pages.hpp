// docs_pages -- the pages that show the document: Swagger UI, ReDoc, and where an OAuth2 server sends the browser back to.
//
// They load their scripts from this server where these were found when it was built, else from a CDN.
#pragma once

#include <string>
#include <string_view>

namespace http_min {

class request;
class response;

// What a page is told; `root_path` stands before every URL of ours.
struct docs_page {
    std::string_view title;
    std::string_view openapi_url;
    std::string_view own_url;  // "/docs"
    std::string_view root_path;
};

std::string swagger_ui_page(const docs_page& page);
std::string redoc_page(const docs_page& page);
std::string oauth2_redirect_page(const docs_page& page);

// A script or a style sheet that came with the program. Packed as it is stored, which every browser reads.
struct docs_asset {
    std::string_view name;  // "swagger-ui-bundle.js"
    std::string_view media_type;
    std::string_view gzipped;
};

// RETURNS null where it was not found when this was built.
const docs_asset* find_docs_asset(std::string_view name);

}  // namespace http_min
