// websocket_fuzz.cpp -- frames have one reading, however their bytes are cut.
//
// Input: one byte, the size of the pieces, and whose parser it is in its highest bit; then frames.
#include <http_min/wire/url.hpp>
#include <http_min/wire/websocket_parser.hpp>
#include <vector>

#include "fuzz.hpp"

using namespace http_min::wire;

namespace {

struct event {
    websocket_event is;
    std::string data;
    int close_code;
    friend bool operator==(const event&, const event&) = default;
};

struct heard {
    outcome is = outcome::partial;
    refusal why;
    std::vector<event> events;
    friend bool operator==(const heard&, const heard&) = default;
};

heard hear(std::string_view text, websocket_role role, std::size_t step) {
    websocket_limits small;
    small.message = 100;
    websocket_parser parser{role, small};
    heard all;
    for (std::size_t at = 0; at < text.size() && all.is == outcome::partial; at += step) {
        const exact_copy input{text.substr(at, step)};
        for (std::string_view rest = input.view(); !rest.empty() && all.is == outcome::partial;) {
            const websocket_piece piece = parser.feed(rest);
            must(piece.size > 0 || piece.bad(), "there is progress");
            rest.remove_prefix(piece.size);
            all.is = piece.is;
            all.why = piece.why;
            if (piece.event == websocket_event::none) continue;
            must(piece.data.size() <= small.message + 25, "a message is bounded");
            all.events.push_back({piece.event, std::string(piece.data), piece.close_code});
        }
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text = as_text(data, size);
    const std::size_t first = take_byte(text);
    const websocket_role role = first >= 128 ? websocket_role::client : websocket_role::server;
    const heard whole = hear(text, role, text.size() + 1);
    must(hear(text, role, 1 + first % 128) == whole, "the same messages");
    for (const event& each : whole.events)
        must(each.is != websocket_event::text || to_valid_utf8(each.data) == each.data, "a text is UTF-8");
    return 0;
}
