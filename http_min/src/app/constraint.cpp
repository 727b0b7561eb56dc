// constraint.cpp -- limits in words.
#include <http_min/app/constraint.hpp>

namespace http_min::detail {

std::string limit_text(double limit) {
    std::string text;
    append_json_number(text, limit);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    return text;
}

}  // namespace http_min::detail
