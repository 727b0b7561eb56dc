// body_fuzz.cpp -- a body has one reading, however its bytes are cut.
//
// Input: one byte, the size of the pieces; one for the framing: even is chunked, odd a length; then the bytes.
#include <http_min/wire/body_decoder.hpp>

#include "fuzz.hpp"

using namespace http_min::wire;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text = as_text(data, size);
    const std::size_t step = 1 + take_byte(text);
    const std::size_t kind = take_byte(text);
    body_framing framing{body_framing::kind::chunked, 0};
    if (kind % 2 == 1) framing = {body_framing::kind::length, kind / 2};
    limits small;
    small.body = 200;
    small.chunk_extensions = 20;
    small.trailer_bytes = 20;

    std::string body;
    const parse_result expected = body_decoder{framing, small}.feed(exact_copy{text}.view(), body);
    must(body.size() <= small.body, "a body is bounded");
    must(expected.size <= text.size(), "no more is taken than is there");

    std::string pieces;
    body_decoder cut{framing, small};
    parse_result result{
        expected.is == outcome::complete && text.empty() ? outcome::complete : outcome::partial, 0, {}};
    std::size_t taken = 0;
    do {
        const exact_copy piece{text.substr(taken, step)};
        result = cut.feed(piece.view(), pieces);
        taken += result.size;
    } while (result.partial() && taken < text.size());
    must(result.is == expected.is && result.why == expected.why, "the same answer");
    must(pieces == body, "the same body");
    must(result.bad() || taken == expected.size, "the same end");
    return 0;
}
