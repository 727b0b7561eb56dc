#include <http_min/wire/date.hpp>
#include <http_min/wire/validators.hpp>

namespace http_min::wire {

namespace {

// A list of tags, or "*". Weak tags compare equal to strong ones here (section 8.8.3.2).
bool list_names(std::string_view list, std::string_view tag) {
    for (;;) {
        const std::size_t begin = list.find_first_not_of(" \t,");
        if (begin == list.npos) return false;
        list.remove_prefix(begin);
        if (list.starts_with('*')) return true;
        if (list.starts_with("W/")) list.remove_prefix(2);
        if (list.starts_with(tag)) return true;  // with its closing quote: no other tag begins like that
        const std::size_t quoted_end = list.starts_with('"') ? list.find('"', 1) : list.npos;
        const std::size_t end = quoted_end != list.npos ? quoted_end + 1 : list.find(',');
        if (end == list.npos) return false;
        list.remove_prefix(end);
    }
}

}  // namespace

bool is_not_modified(const header_view& request, const validators& ours) {
    if (request.find("if-none-match")) {
        for (const auto [name, value] : request)
            if (same_name(name, "if-none-match") && list_names(value, ours.tag)) return true;
        return false;
    }
    const auto since = request.find("if-modified-since");
    if (!since) return false;
    const auto date = parse_date(*since);
    return date && ours.modified <= *date;
}

bool range_still_fits(const header_view& request, const validators& ours) {
    const auto condition = request.find("if-range");
    if (!condition || *condition == ours.tag) return true;
    const auto date = parse_date(*condition);
    return date && *date == ours.modified;
}

}  // namespace http_min::wire
