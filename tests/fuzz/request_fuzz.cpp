// request_fuzz.cpp -- a request's head has one reading, however its bytes are cut.
//
// Input: one byte, the size of the pieces; then what a client sends.
#include <algorithm>
#include <http_min/wire/request_parser.hpp>

#include "fuzz.hpp"

using namespace http_min::wire;

namespace {

void compare(const request_head& a, const request_head& b) {
    must(a.method == b.method, "the same method");
    must(a.target.text == b.target.text && a.target.path == b.target.path && a.target.query == b.target.query,
         "the same target");
    must(a.host == b.host, "the same host");
    must(a.body.is == b.body.is && a.body.length == b.body.length, "the same framing");
    must(std::equal(a.headers.begin(), a.headers.end(), b.headers.begin(), b.headers.end()),
         "the same headers");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text = as_text(data, size);
    const std::size_t step = 1 + take_byte(text);
    const exact_copy all{text};
    request_parser whole;
    const parse_result expected = whole.feed(all.view());
    must(expected.size <= text.size(), "no more is taken than is there");
    must(expected.bad() == (expected.why.status >= 400), "what is bad says why");

    request_parser cut;
    parse_result result;
    for (std::size_t end = 0; end < text.size() && result.partial();) {
        end = std::min(end + step, text.size());
        const exact_copy seen{text.substr(0, end)};
        result = cut.feed(seen.view());
        if (result.complete() && expected.complete()) compare(whole.head(), cut.head());
    }
    must(result == expected, "the same answer");
    return 0;
}
