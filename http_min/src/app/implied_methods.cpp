// implied_methods.cpp -- a route that names HEAD or OPTIONS itself was found before we are asked.
#include <http_min/app/implied_methods.hpp>

namespace http_min {

route_table::found implied_methods::find(const route_table& routes, request& in) const {
    const route_table::found found = routes.find(in.method(), in.route_path(), in.path_parameters());
    const bool falls_back = found.is == route_match::partial && head_with_get_ && in.method() == "HEAD";
    return falls_back ? routes.find("GET", in.route_path(), in.path_parameters()) : found;
}

bool implied_methods::answer(const route_table& routes, const request& in, response& out) const {
    if (!answer_options_ || in.method() != "OPTIONS") return false;
    out.status = 204;
    out.headers.set("allow", allowed(routes, in.route_path()));
    return true;
}

std::string implied_methods::allowed(const route_table& routes, std::string_view path) const {
    method_list methods = routes.methods_of(path);
    auto imply = [&](std::string_view method) {
        if (!has_method(methods, method)) methods.push_back(method);
    };
    if (head_with_get_ && has_method(methods, "GET")) imply("HEAD");
    if (answer_options_) imply("OPTIONS");
    std::string text;
    for (const std::string_view each : methods) text.append(text.empty() ? "" : ", ").append(each);
    return text;
}

}  // namespace http_min
