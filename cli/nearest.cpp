#include "nearest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace lab {
namespace {

// "05.1 (task)" is near to "05.2" and to "taks": compare with each half.
std::size_t distance(std::string_view typed, std::string_view name) {
    const auto space = name.find(" (");
    if (space == name.npos) return edit_distance(typed, name);
    const auto word = name.substr(space + 2, name.size() - space - 3);
    return std::min(edit_distance(typed, name.substr(0, space)), edit_distance(typed, word));
}

std::string joined(const std::vector<std::string>& names, const char* last_separator) {
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) text += i + 1 == names.size() ? last_separator : ", ";
        text += names[i];
    }
    return text;
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({replaced, row[j] + 1, row[j - 1] + 1}));
        }
    }
    return row.back();
}

std::string did_you_mean(std::string_view typed, const std::vector<std::string>& names) {
    constexpr std::size_t at_most = 3;
    auto nearest = std::max<std::size_t>(1, typed.size() / 2);  // further away is no typing mistake
    std::vector<std::string> candidates;
    for (const auto& name : names) {
        const auto far = distance(typed, name);
        if (far > nearest) continue;
        if (far < nearest) candidates.clear();
        nearest = far;
        if (candidates.size() < at_most) candidates.push_back(name);
    }
    if (!candidates.empty()) return " Did you mean " + joined(candidates, " or ") + "?";
    return names.empty() ? "" : " There is " + joined(names, " and ") + ".";
}

}  // namespace lab
