#include <fstream>
#include <http_min/app/html_escape.hpp>
#include <http_min/server/reload_notice.hpp>
#include <iterator>
#include <string_view>

namespace http_min {

namespace {

std::string as_page(std::string_view text) {
    return R"(<!doctype html><meta charset="utf-8"><pre style="white-space:pre-wrap">)" + html_escape(text) +
           "</pre>\n";
}

}  // namespace

void reload_notice::add_if_there_is_one(response& out, const request& in) const {
    if (out.stream || out.body.empty()) return;
    const std::string type(out.headers.find("content-type").value_or(""));
    const bool is_page = type.starts_with("text/html");
    const bool is_readable = type.starts_with("text/") || type.starts_with("application/json");
    const bool for_a_person = in.header("accept").value_or("").find("text/html") != std::string_view::npos;
    if (!is_page && !(is_readable && for_a_person)) return;
    std::ifstream file(file_, std::ios::binary);
    if (!file) return;
    const std::string notice(std::istreambuf_iterator<char>(file), {});
    if (out.headers.find(
            "content-encoding")) {  // nothing can be added to it: who looks sees what is wrong alone
        out.headers.erase("content-encoding");
        out.body.clear();
    }
    if (!is_page) out.body = as_page(out.body);
    out.headers.set("content-type", "text/html; charset=utf-8");
    out.body += notice;
}

}  // namespace http_min
