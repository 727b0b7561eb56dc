#include <algorithm>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/json_body.hpp>
#include <http_min/wire/parse_json.hpp>
#include <http_min/wire/url.hpp>

namespace http_min {

namespace {

bool same_letters(std::string_view a, std::string_view lower) {
    return std::equal(a.begin(), a.end(), lower.begin(), lower.end(), [](char x, char y) {
        return (x >= 'A' && x <= 'Z' ? static_cast<char>(x - 'A' + 'a') : x) == y;
    });
}

}  // namespace

bool is_json_type(std::string_view media_type) {
    std::string_view type = media_type.substr(0, media_type.find(';'));
    type = type.substr(0, type.find_last_not_of(" \t") + 1);
    constexpr std::string_view prefix = "application/", suffix = "+json";
    if (type.size() < prefix.size() || !same_letters(type.substr(0, prefix.size()), prefix)) return false;
    type.remove_prefix(prefix.size());
    if (same_letters(type, "json")) return true;
    return type.size() > suffix.size() && same_letters(type.substr(type.size() - suffix.size()), suffix);
}

json_body json_body::read(std::string_view body, std::string_view media_type) {
    json_body result;
    if (body.empty()) return result;
    if (!is_json_type(media_type)) {
        result.is = kind::text;
        result.value = wire::to_valid_utf8(body);
        return result;
    }
    try {
        result.value = parse_json(body);
        result.is = kind::value;
    } catch (const json_error& wrong) {
        result.is = kind::broken;
        result.error = wrong.what();
        result.position = wrong.position;
    } catch (const json_too_deep&) {
        throw http_exception(400, "There was an error parsing the body");
    }
    return result;
}

}  // namespace http_min
