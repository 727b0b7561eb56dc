// docs_pages.cpp
#include <http_min/app/docs_pages.hpp>
#include <http_min/app/html_escape.hpp>
#include <http_min/wire/json.hpp>

namespace http_min {

namespace {

// `./lab` gets the same versions.
constexpr std::string_view swagger_ui_on_cdn = "https://cdn.jsdelivr.net/npm/swagger-ui-dist@5.35.0/";
constexpr std::string_view redoc_on_cdn = "https://cdn.jsdelivr.net/npm/redoc@2.5.4/bundles/";

// A text within a <script>: no "</script>" in it ends that.
std::string script_literal(std::string_view text) {
    std::string quoted;
    append_json_string(quoted, text);
    std::string safe;
    for (const char c : quoted) {
        if (c == '<')
            safe += "\\u003c";
        else
            safe += c;
    }
    return safe;
}

std::string below(const docs_page& page, std::string_view url) {
    return std::string(page.root_path).append(url);
}

std::string asset_url(const docs_page& page, std::string_view name, std::string_view cdn) {
    if (find_docs_asset(name) == nullptr) return std::string(cdn).append(name);
    return below(page, page.own_url).append("/").append(name);
}

std::string begin_of_page(const docs_page& page, std::string_view what) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
           "<link rel=\"icon\" href=\"data:,\">\n<title>" +
           html_escape(page.title) + " - " + std::string(what) + "</title>\n";
}

}  // namespace

std::string swagger_ui_page(const docs_page& page) {
    return begin_of_page(page, "Swagger UI") + "<link rel=\"stylesheet\" href=\"" +
           html_escape(asset_url(page, "swagger-ui.css", swagger_ui_on_cdn)) +
           "\">\n</head>\n<body>\n<div id=\"swagger-ui\"></div>\n<script src=\"" +
           html_escape(asset_url(page, "swagger-ui-bundle.js", swagger_ui_on_cdn)) +
           "\"></script>\n<script>\nSwaggerUIBundle({\n  url: " +
           script_literal(below(page, page.openapi_url)) +
           ",\n  dom_id: \"#swagger-ui\",\n  oauth2RedirectUrl: window.location.origin + " +
           script_literal(below(page, page.own_url) + "/oauth2-redirect") +
           ",\n  deepLinking: true,\n  showExtensions: true,\n  showCommonExtensions: true\n});\n</script>\n"
           "</body>\n</html>\n";
}

std::string redoc_page(const docs_page& page) {
    return begin_of_page(page, "ReDoc") +
           "<style>body { margin: 0; padding: 0; }</style>\n</head>\n<body>\n<redoc spec-url=\"" +
           html_escape(below(page, page.openapi_url)) + "\"></redoc>\n<script src=\"" +
           html_escape(asset_url(page, "redoc.standalone.js", redoc_on_cdn)) +
           "\"></script>\n</body>\n</html>\n";
}

std::string oauth2_redirect_page(const docs_page& page) {
    return begin_of_page(page, "OAuth2 redirect") + "</head>\n<body>\n<script src=\"" +
           html_escape(asset_url(page, "oauth2-redirect.js", swagger_ui_on_cdn)) +
           "\"></script>\n</body>\n</html>\n";
}

}  // namespace http_min
