// page.cpp -- the shop for a browser. What others have written goes into a page through html_escape.
#include <http_min/app/html_escape.hpp>

#include "shop.hpp"
#include "stock.hpp"

namespace shop {

using namespace http_min;

namespace {

constexpr std::string_view login_form = R"(<form method="post" action="/login">
<input name="username" placeholder="ada"> <input name="password" type="password" placeholder="lovelace"> <button>Log in</button>
</form>
)";

std::string greeting(const std::string& name) {
    return "<form method=\"post\" action=\"/logout\">Hello, " + html_escape(name) +
           "! <button>Log out</button></form>\n";
}

std::string list_of(const std::vector<listed_item>& items) {
    std::string list = "<ul>\n";
    for (const listed_item& each : items)
        list += "<li><a href=\"/items/" + std::to_string(each.id) + "\">" + html_escape(each.name) +
                "</a></li>\n";
    return list + "</ul>\n";
}

}  // namespace

router page() {
    router page{{.hidden = true}};  // from /docs

    page.get<"/">([](session& s, state<stock> shelf) -> rt::task<html_response> {
        const std::string name = s.get<std::string>("customer");
        co_return html("<!doctype html>\n<title>Shop</title>\n<h1>Shop</h1>\n" +
                       (name.empty() ? std::string(login_form) : greeting(name)) +
                       list_of(shelf->list(0, 100)) +
                       "<p><a href=\"/docs\">All that can be asked for</a></p>\n");
    });

    return page;
}

}  // namespace shop
