#include <time.h>

#include <algorithm>
#include <charconv>
#include <http_min/testing/cookie_jar.hpp>
#include <http_min/wire/header_view.hpp>

namespace http_min {

namespace {

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

struct name_and_value {
    std::string_view name, value;
};

// "a=b" before the next ';', which is taken off the text.
name_and_value next_pair(std::string_view& rest) {
    const std::size_t end = rest.find(';');
    const std::string_view part = rest.substr(0, end);
    rest = end == rest.npos ? std::string_view{} : rest.substr(end + 1);
    const std::size_t equals = part.find('=');
    if (equals == part.npos) return {trim(part), {}};
    return {trim(part.substr(0, equals)), trim(part.substr(equals + 1))};
}

std::optional<cookie_jar::time_point> read_date(const std::string& text) {
    for (const char* const shape : {"%a, %d %b %Y %T GMT", "%a, %d-%b-%Y %T GMT"}) {
        tm parts{};
        if (::strptime(text.c_str(), shape, &parts) != nullptr)
            return std::chrono::system_clock::from_time_t(::timegm(&parts));
    }
    return std::nullopt;
}

// A path's own folder, which a cookie without a Path is for.
std::string_view default_path(std::string_view path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos || slash == 0 ? "/" : path.substr(0, slash);
}

bool is_below(std::string_view path, std::string_view folder) {
    if (!path.starts_with(folder)) return false;
    return path.size() == folder.size() || folder.ends_with('/') || path[folder.size()] == '/';
}

}  // namespace

void cookie_jar::set(std::string_view name, std::string_view value, std::string_view path) {
    cookie fresh;
    fresh.name = name;
    fresh.value = value;
    fresh.path = path;
    put(std::move(fresh));
}

void cookie_jar::erase(std::string_view name) {
    std::erase_if(cookies_, [name](const cookie& c) { return c.name == name; });
}

void cookie_jar::take(std::string_view field, std::string_view path, time_point now) {
    cookie fresh;
    const auto [name, value] = next_pair(field);
    if (name.empty()) return;
    fresh.name = name;
    fresh.value = value;
    fresh.path = default_path(path);
    bool has_max_age = false;  // which wins over Expires
    while (!field.empty()) {
        const auto [key, what] = next_pair(field);
        if (wire::same_name(key, "path") && what.starts_with('/')) fresh.path = what;
        if (wire::same_name(key, "secure")) fresh.secure = true;
        if (wire::same_name(key, "max-age")) {
            long seconds = 0;
            std::from_chars(what.data(), what.data() + what.size(), seconds);
            has_max_age = true;
            fresh.expires = now + std::chrono::seconds(seconds);
        }
        if (wire::same_name(key, "expires") && !has_max_age)
            fresh.expires = read_date(std::string(what)).value_or(time_point::max());
    }
    put(std::move(fresh));
    std::erase_if(cookies_, [now](const cookie& c) { return c.expires <= now; });
}

std::optional<std::string_view> cookie_jar::find(std::string_view name) const {
    for (const cookie& each : cookies_)
        if (each.name == name) return each.value;
    return std::nullopt;
}

std::string cookie_jar::field_for(std::string_view path, bool secure, time_point now) {
    std::erase_if(cookies_, [now](const cookie& c) { return c.expires <= now; });
    std::string field;
    for (const cookie& each : cookies_) {
        if (!is_below(path, each.path) || (each.secure && !secure)) continue;
        if (!field.empty()) field += "; ";
        field.append(each.name).append("=").append(each.value);
    }
    return field;
}

cookie_jar::cookie* cookie_jar::where(std::string_view name, std::string_view path) {
    const auto found = std::find_if(cookies_.begin(), cookies_.end(),
                                    [&](const cookie& c) { return c.name == name && c.path == path; });
    return found == cookies_.end() ? nullptr : &*found;
}

void cookie_jar::put(cookie fresh) {
    if (cookie* const known = where(fresh.name, fresh.path))
        *known = std::move(fresh);
    else
        cookies_.push_back(std::move(fresh));
}

}  // namespace http_min
