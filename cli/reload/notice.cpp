#include "reload/notice.hpp"

#include <fstream>
#include <string_view>

namespace lab::reload {
namespace {

constexpr std::string_view box =
    R"(<div role="alert" style="position:fixed;inset:auto 0 0 0;max-height:60%;overflow:auto;z-index:2147483647;)"
    R"(padding:1em;border-top:4px solid #c33;background:#1d1f21;color:#eee;font:14px/1.4 monospace">)";

std::string escaped(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (c == '<')
            result += "&lt;";
        else if (c == '&')
            result += "&amp;";
        else
            result += c;
    }
    return result;
}

}  // namespace

void notice::show(const std::string& text, const std::string& state) {
    text_ = text + state + "\n";
    html_ = std::string(box) + "<b>" + escaped(state) + "</b><pre style=\"white-space:pre-wrap\">" +
            escaped(text) + "</pre></div>\n";
    const auto beside = file_.string() + ".new";  // renamed: a server never reads half of it
    std::ofstream(beside, std::ios::binary) << html_;
    std::error_code full_disk;
    std::filesystem::rename(beside, file_, full_disk);
}

void notice::clear() {
    text_ = html_ = "";
    std::error_code not_there;
    std::filesystem::remove(file_, not_there);
}

std::string notice::page() const {
    return "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" "
           "content=\"1\">"
           "<title>no server yet</title>\n" +
           html_;
}

}  // namespace lab::reload
