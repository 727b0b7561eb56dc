// route_fuzz.cpp -- a path that fits a pattern is the pattern with its values put in.
//
// Input: a pattern, a line feed, a path as it is sent.
#include <http_min/app/path_pattern.hpp>
#include <http_min/wire/url.hpp>
#include <string>

#include "fuzz.hpp"

using namespace http_min;

namespace {

std::string filled_in(std::string_view pattern, const path_values& values) {
    std::string path;
    while (!pattern.empty()) {
        const std::size_t open = pattern.find('{');
        path += pattern.substr(0, open);
        if (open == pattern.npos) break;
        const std::size_t close = pattern.find('}', open);
        std::string_view name = pattern.substr(open + 1, close - open - 1);
        const bool rest = name.ends_with(":path");
        if (rest) name.remove_suffix(5);
        const auto value = values.find(name);
        must(value.has_value(), "every name has a value");
        must(rest || (!value->empty() && value->find('/') == value->npos), "a segment is one, and not empty");
        path += *value;
        pattern.remove_prefix(close + 1);
    }
    return path;
}

void hold(std::string_view text, std::string_view path) {
    const path_pattern pattern(text);
    path_values values;
    if (pattern.problem() != pattern_problem::none || !pattern.match(path, values)) return;
    must(values.size() == pattern.names(), "there are as many values as names");
    must(filled_in(text, values) == path, "the values make the path");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const exact_copy copy{as_text(data, size)};
    const std::string_view text = copy.view();
    const std::size_t end = text.find('\n');
    const exact_copy pattern{text.substr(0, end)};
    std::string scratch;
    const std::string_view path = wire::decode_path(end == text.npos ? text : text.substr(end + 1), scratch);
    hold(pattern.view(), path);
    for (const std::string_view known :
         {"/", "/items/{item_id}", "/files/{file_path:path}", "/a/{x}/b/{y}", "/{a}/{rest:path}/end/{z}"})
        hold(known, path);
    return 0;
}
