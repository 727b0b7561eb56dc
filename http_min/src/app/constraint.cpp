// constraint.cpp -- limits in words.
#include <http_min/app/constraint.hpp>

namespace http_min::detail {

misfit beyond(std::string_view type, std::string_view words, const char* key, long long limit,
              bool of_float) {
    misfit wrong{type, std::string(words) + std::to_string(limit)};
    if (of_float)
        wrong.context[key] = static_cast<double>(limit);
    else
        wrong.context[key] = limit;
    return wrong;
}

misfit beyond(std::string_view type, std::string_view words, const char* key, double limit, bool) {
    std::string text;
    append_json_number(text, limit);
    if (text.ends_with(".0")) text.resize(text.size() - 2);
    misfit wrong{type, std::string(words) + text};
    wrong.context[key] = limit;
    return wrong;
}

}  // namespace http_min::detail
