// router.cpp -- tried in order, as FastAPI does: "/people/me" before "/people/{id}" is the author's to say.
#include <http_min/app/router.hpp>

namespace http_min {

router::found router::find(std::string_view method, std::string_view path, path_values& values) const {
    found best;
    for (const auto& each : routes_) {
        const route_match is = each->match(method, path, values);
        if (is == route_match::full) return {is, each.get()};
        if (is == route_match::partial && best.is == route_match::none) best = {is, each.get()};
    }
    return best;
}

bool router::knows(std::string_view path) const {
    path_values unused;
    return find({}, path, unused).is != route_match::none;
}

}  // namespace http_min
