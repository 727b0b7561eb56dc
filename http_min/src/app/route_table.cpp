// route_table.cpp -- tried in order, as FastAPI does: "/people/me" before "/people/{id}" is the author's to say.
#include <http_min/app/route_table.hpp>
#include <string>

namespace http_min {

route_table::found route_table::find(std::string_view method, std::string_view path,
                                     path_values& values) const {
    found best;
    for (const auto& each : routes_) {
        const route_match is = each->match(method, path, values);
        if (is == route_match::full) return {is, each.get()};
        if (is == route_match::partial && best.is == route_match::none) best = {is, each.get()};
    }
    return best;
}

bool route_table::knows(std::string_view path) const {
    path_values unused;
    return find({}, path, unused).is != route_match::none;
}

method_list route_table::methods_of(std::string_view path) const {
    path_values unused;
    method_list all;
    for (const auto& each : routes_) {
        if (each->match({}, path, unused) == route_match::none) continue;
        for (const std::string_view method : each->methods())
            if (!has_method(all, method)) all.push_back(method);
    }
    return all;
}

}  // namespace http_min
