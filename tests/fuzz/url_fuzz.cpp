// url_fuzz.cpp -- whatever a client encodes, what is decoded is UTF-8, and every pair stands where it was sent.
#include <algorithm>
#include <http_min/wire/form_data.hpp>
#include <http_min/wire/target.hpp>
#include <http_min/wire/url.hpp>

#include "fuzz.hpp"

using namespace http_min::wire;

namespace {

void decode(std::string_view text) {
    std::string scratch;
    const std::string path(decode_path(text, scratch));
    must(to_valid_utf8(path) == path, "a decoded path is UTF-8");
    const std::string query(decode_query(text, scratch));
    must(to_valid_utf8(query) == query, "a decoded query is UTF-8");
    must(path.size() <= 3 * text.size() && query.size() <= 3 * text.size(),
         "decoding makes nothing longer than U+FFFD does");
    const bool nothing_to_do = text.find_first_of("%+") == text.npos && to_valid_utf8(text) == text;
    must(!nothing_to_do || (path == text && query == text), "plain text stays as it is");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const exact_copy copy{as_text(data, size)};
    const std::string_view text = copy.view();
    decode(text);

    std::size_t pairs = 0, bytes = 0;
    for (const auto [key, value] : query_pairs{text}) {
        ++pairs;
        bytes += key.size() + value.size();
    }
    must(bytes + (pairs > 0 ? pairs - 1 : 0) <= text.size(), "pairs do not overlap");
    form_data form;
    must(!form.read_urlencoded(text) == (pairs <= form_limits{}.fields), "a form is bounded by its fields");
    must(form.entries().size() == std::min(pairs, form_limits{}.fields), "a form has every pair");
    for (const form_entry& entry : form.entries())
        must(to_valid_utf8(entry.value) == entry.value, "a field is UTF-8");

    static_cast<void>(valid_authority(text));
    const bool visible =
        std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 127 && c != '#'; });
    request_target target;
    target.text = text;
    if (!text.empty() && visible && parse_target("GET", target))
        must(target.path.starts_with('/'), "the path of a target begins with a slash");
    return 0;
}
