// docs_assets.cpp -- the pages' scripts within the program: the assembler takes the files in as they are.
//
// docs_assets.cmake packs them, and says by HTTP_MIN_SWAGGER_UI and HTTP_MIN_REDOC which there are.
#include <array>
#include <http_min/app/docs_pages.hpp>

#define HTTP_MIN_EMBED(symbol, file)                                                  \
    asm(".section .rodata\n" #symbol ":\n.incbin \"" file "\"\n" #symbol              \
        "_end:\n.byte 0\n.previous\n.global " #symbol "\n.global " #symbol "_end\n"); \
    extern "C" const char symbol[], symbol##_end[];

#ifdef HTTP_MIN_SWAGGER_UI
HTTP_MIN_EMBED(http_min_swagger_ui_js, HTTP_MIN_SWAGGER_UI "/swagger-ui-bundle.js.gz")
HTTP_MIN_EMBED(http_min_swagger_ui_css, HTTP_MIN_SWAGGER_UI "/swagger-ui.css.gz")
HTTP_MIN_EMBED(http_min_oauth2_redirect_js, HTTP_MIN_SWAGGER_UI "/oauth2-redirect.js.gz")
#endif
#ifdef HTTP_MIN_REDOC
HTTP_MIN_EMBED(http_min_redoc_js, HTTP_MIN_REDOC "/redoc.standalone.js.gz")
#endif

namespace http_min {

const docs_asset* find_docs_asset([[maybe_unused]] std::string_view name) {
#if defined(HTTP_MIN_SWAGGER_UI) || defined(HTTP_MIN_REDOC)
    static constexpr std::string_view script = "text/javascript; charset=utf-8";
    static const std::array all{
#ifdef HTTP_MIN_SWAGGER_UI
        docs_asset{"swagger-ui-bundle.js", script, {http_min_swagger_ui_js, http_min_swagger_ui_js_end}},
        docs_asset{"swagger-ui.css",
                   "text/css; charset=utf-8",
                   {http_min_swagger_ui_css, http_min_swagger_ui_css_end}},
        docs_asset{
            "oauth2-redirect.js", script, {http_min_oauth2_redirect_js, http_min_oauth2_redirect_js_end}},
#endif
#ifdef HTTP_MIN_REDOC
        docs_asset{"redoc.standalone.js", script, {http_min_redoc_js, http_min_redoc_js_end}},
#endif
    };
    for (const docs_asset& each : all)
        if (each.name == name) return &each;
#endif
    return nullptr;
}

}  // namespace http_min
