// page.cpp -- the shop for a browser. What others have written goes into a page through html_escape.
#include <http_min/app/html_escape.hpp>

#include "shop.hpp"
#include "stock.hpp"

namespace shop {

using namespace http_min;

namespace {

constexpr const char* top = R"(<!doctype html>
<title>Shop</title>
<h1>Shop</h1>
)";

constexpr const char* login_form = R"(<form method="post" action="/login">
  <input name="username" placeholder="ada">
  <input name="password" placeholder="lovelace" type="password">
  <button>Log in</button>
</form>
)";

constexpr const char* logout_form = R"(<form method="post" action="/logout"><button>Log out</button></form>
)";

constexpr const char* bottom = R"(<p>All that can be asked for: <a href="/docs">/docs</a></p>
)";

std::string line_for(const listed_item& one) {
    const std::string link = "/items/" + std::to_string(one.id);
    return "<p><a href=\"" + link + "\">" + html_escape(one.name) + "</a></p>\n";
}

}  // namespace

router page() {
    router page{{.hidden = true}};  // not in /docs

    page.get<"/">([](session& s, state<stock> shelf) -> rt::task<html_response> {
        std::string text = top;
        if (s.contains("customer"))
            text += "<p>Hello, " + html_escape(s.get<std::string>("customer")) + "!</p>\n" + logout_form;
        else
            text += login_form;
        for (const listed_item& one : shelf->list(0, 100)) text += line_for(one);
        co_return html(text + bottom);
    });

    return page;
}

}  // namespace shop
