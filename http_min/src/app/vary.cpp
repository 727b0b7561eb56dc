// vary.cpp -- one line, each name once.
#include <http_min/app/vary.hpp>
#include <string>

namespace http_min {

namespace {

bool lists(std::string_view list, std::string_view name) {
    while (!list.empty()) {
        std::string_view one = list.substr(0, list.find(','));
        list.remove_prefix(std::min(list.size(), one.size() + 1));
        while (one.starts_with(' ')) one.remove_prefix(1);
        while (one.ends_with(' ')) one.remove_suffix(1);
        if (one == "*" || wire::same_name(one, name)) return true;
    }
    return false;
}

}  // namespace

void add_vary(response& out, std::string_view name) {
    const auto before = out.headers.find("vary");
    if (!before) return out.headers.add("vary", name);
    if (lists(*before, name)) return;
    out.headers.set("vary", std::string(*before).append(", ").append(name));
}

}  // namespace http_min
