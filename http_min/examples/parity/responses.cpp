// SPEC.md "Responses": other media types, redirects, headers, cookies and status codes.
#include "parity.hpp"

namespace parity {

using namespace http_min;

void add_responses(app& api) {
    api.get<"/response/html">([]() -> rt::task<html_response> { co_return html("<h1>Hi</h1>"); });
    api.get<"/response/text">([]() -> rt::task<text_response> { co_return text("plain ✓"); });
    api.get<"/response/xml">([]() -> rt::task<xml_response> { co_return xml("<a/>"); });
    api.get<"/response/redirect">([]() -> rt::task<redirect_response> { co_return redirect("/ping"); });
    api.get<"/response/redirect303">(
        []() -> rt::task<redirect_response> { co_return redirect("/ping", 303); });
    api.get<"/response/headers">([](response& out) -> rt::task<json> {
        out.headers.set("x-answer", "42");
        set_cookie(out, "flavour", "mint", {.max_age = 60, .http_only = true});
        set_cookie(out, "size", "xl");
        co_return json{{"ok", true}};
    });
    api.put<"/response/status/{created}">([](path<"created", bool> created, response& out) -> rt::task<json> {
        out.status = *created ? 201 : 200;
        co_return json{{"created", *created}};
    });
    api.get<"/response/teapot">(
        []() -> rt::task<json> {
            co_return json{{"short", "stout"}};
        },
        {.status = 418});
    api.get<"/response/none204">([]() -> rt::task<> { co_return; }, {.status = 204});
}

}  // namespace parity
