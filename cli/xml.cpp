#include "xml.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace lab {
namespace {

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace

std::string unescaped(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 5> entities{
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}, {"&amp;", '&'}}};
    std::string result;
    while (!text.empty()) {
        const auto* found = std::find_if(entities.begin(), entities.end(),
                                         [&](auto& entity) { return text.starts_with(entity.first); });
        result += found == entities.end() ? text.front() : found->second;
        text.remove_prefix(found == entities.end() ? 1 : found->first.size());
    }
    return result;
}

bool xml_scanner::next() {
    const auto start = rest_.find('<');
    const auto end = rest_.find('>', start == rest_.npos ? 0 : start);
    if (start == rest_.npos || end == rest_.npos) return false;
    auto tag = rest_.substr(start + 1, end - start - 1);
    rest_.remove_prefix(end + 1);
    closing_ = tag.starts_with('/');
    empty_ = tag.ends_with('/');
    if (closing_) tag.remove_prefix(1);
    if (empty_) tag.remove_suffix(1);
    name_ = tag.substr(0, tag.find_first_of(" \t\r\n"));
    attributes_ = tag.substr(name_.size());
    return true;
}

std::string xml_scanner::attribute(std::string_view name) const {
    const auto start = attributes_.find(" " + std::string(name) + "=\"");
    if (start == attributes_.npos) return "";
    const auto value = attributes_.substr(start + name.size() + 3);
    return unescaped(value.substr(0, value.find('"')));
}

std::string xml_scanner::text() const { return unescaped(trimmed(rest_.substr(0, rest_.find('<')))); }

}  // namespace lab
