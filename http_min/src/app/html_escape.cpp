#include <http_min/app/html_escape.hpp>

namespace http_min {

std::string html_escape(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        switch (c) {
            case '<': safe += "&lt;"; break;
            case '>': safe += "&gt;"; break;
            case '&': safe += "&amp;"; break;
            case '"': safe += "&quot;"; break;
            case '\'': safe += "&#x27;"; break;
            default: safe += c;
        }
    }
    return safe;
}

}  // namespace http_min
