// SPEC.md "Bodies", the forms: urlencoded, and multipart with a file.
#include <algorithm>

#include "parity.hpp"
#include "sum.hpp"

namespace parity {

using namespace http_min;

namespace {

// Characters, not bytes: what a byte of UTF-8 begins.
std::size_t length_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

}  // namespace

void add_forms(app& api) {
    api.post<"/login">(
        [](form<"username", std::string, min_length<3>> user, form<"password"> password) -> rt::task<json> {
            co_return json{{"username", *user}, {"password_length", length_of(*password)}};
        });
    api.post<"/upload">([](file<"file"> sent, form<"note", std::string, def<"none">> note) -> rt::task<json> {
        co_return json{{"filename", sent->filename},
                       {"content_type", sent->content_type.empty() ? json() : json(sent->content_type)},
                       {"size", sent->bytes.size()},
                       {"sum", sum_of(sent->bytes)},
                       {"note", *note}};
    });
}

}  // namespace parity
