#include <re2/re2.h>

#include <algorithm>
#include <http_min/app/text_rules.hpp>
#include <stdexcept>

namespace http_min::detail {

std::size_t count_characters(std::string_view utf8) {
    const auto begins_one = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), begins_one));
}

misfit wrong_length(std::string_view type, const char* words, const char* key, std::size_t limit) {
    misfit wrong{type, std::string("String should have ") + words + " " + std::to_string(limit) +
                           (limit == 1 ? " character" : " characters")};
    wrong.context[key] = limit;
    return wrong;
}

misfit too_few_elements(std::size_t limit, std::size_t count) {
    misfit wrong{"too_short", "List should have at least " + std::to_string(limit) +
                                  (limit == 1 ? " item" : " items") + " after validation, not " +
                                  std::to_string(count)};
    wrong.context = {{"field_type", "List"}, {"min_length", limit}, {"actual_length", count}};
    return wrong;
}

misfit no_match(std::string_view pattern) {
    misfit wrong{"string_pattern_mismatch", "String should match pattern '" + std::string(pattern) + "'"};
    wrong.context["pattern"] = std::string(pattern);
    return wrong;
}

compiled_pattern::compiled_pattern(std::string_view text)
    : regex_(new re2::RE2(re2::StringPiece(text.data(), text.size()), re2::RE2::Quiet)) {
    const auto& regex = *static_cast<const re2::RE2*>(regex_);
    if (!regex.ok()) {
        const std::string why = regex.error();
        delete static_cast<re2::RE2*>(regex_);
        throw std::invalid_argument("pattern<\"" + std::string(text) +
                                    "\"> is no regular expression: " + why);
    }
}

compiled_pattern::~compiled_pattern() { delete static_cast<re2::RE2*>(regex_); }

bool compiled_pattern::found_in(std::string_view text) const {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()),
                                  *static_cast<const re2::RE2*>(regex_));
}

}  // namespace http_min::detail
