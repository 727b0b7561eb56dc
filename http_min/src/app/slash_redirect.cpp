// slash_redirect.cpp -- Location is made of what the client sent, still encoded: it leads to the same path.
#include <http_min/app/slash_redirect.hpp>
#include <string>

namespace http_min {

namespace {

// The encoded path without the slash it ends with, which may be written "%2F".
std::string_view without_slash(std::string_view encoded) {
    return encoded.substr(0, encoded.size() - (encoded.ends_with('/') ? 1 : 3));
}

}  // namespace

bool redirect_slash(const route_table& routes, const request& in, response& out) {
    const std::string_view path = in.route_path();
    const bool has_slash = path.ends_with('/');
    if (path.empty() || path == "/") return false;
    if (!routes.knows(has_slash ? std::string(path.substr(0, path.size() - 1)) : std::string(path) + '/'))
        return false;

    const std::string_view encoded = in.head().target.path;
    // Without a host the URL would be a bare path, and "//x" there names a host of the client's choosing.
    if (in.host().empty() && encoded.starts_with("//")) return false;
    std::string url;
    if (!in.host().empty()) url.append(in.scheme()).append("://").append(in.host());
    if (has_slash)
        url += without_slash(encoded);
    else
        url.append(encoded) += '/';
    if (!in.query().empty()) url.append("?").append(in.query());
    out.status = 307;
    out.headers.set("location", url);
    return true;
}

}  // namespace http_min
