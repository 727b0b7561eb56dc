// multipart_fuzz.cpp -- a form has one reading, however its bytes are cut.
//
// Input: one byte, the size of the pieces; then the body, with the boundary "b".
#include <http_min/wire/form_data.hpp>
#include <http_min/wire/url.hpp>
#include <vector>

#include "fuzz.hpp"

using namespace http_min::wire;

namespace {

struct part {
    std::string name;
    std::optional<std::string> filename;
    std::string data;
    friend bool operator==(const part&, const part&) = default;
};

struct parsed {
    outcome is = outcome::partial;
    refusal why;
    std::vector<part> parts;  // those that have ended
    friend bool operator==(const parsed&, const parsed&) = default;
};

form_limits small_limits() {
    form_limits small;
    small.fields = 4;
    small.files = 2;
    small.field_bytes = 50;
    small.part_head_bytes = 200;
    return small;
}

parsed parse(std::string_view text, std::size_t step) {
    multipart_parser parser{"b", small_limits()};
    parsed all;
    part now;
    for (std::size_t at = 0; at < text.size() && all.is == outcome::partial; at += step) {
        const exact_copy input{text.substr(at, step)};
        for (std::string_view rest = input.view(); !rest.empty() && all.is == outcome::partial;) {
            const multipart_piece piece = parser.feed(rest);
            must(piece.size > 0 || piece.event == multipart_event::data || !piece.partial(),
                 "there is progress");
            must(piece.size <= rest.size(), "no more is taken than is there");
            rest.remove_prefix(piece.size);
            all.is = piece.is;
            all.why = piece.why;
            if (piece.event == multipart_event::head) now = {parser.part().name, parser.part().filename, {}};
            if (piece.event == multipart_event::data) now.data += piece.data;
            if (piece.event == multipart_event::end_of_part) all.parts.push_back(now);
        }
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    std::string_view text = as_text(data, size);
    const std::size_t step = 1 + take_byte(text);
    const parsed whole = parse(text, text.size() + 1);
    must(parse(text, step) == whole, "the same answer and parts");

    const exact_copy body{text};
    form_data form;
    const auto why = form.read_multipart(body.view(), "b", small_limits());
    must(!why == (whole.is == outcome::complete), "a form is read if it is complete");
    must(form.entries().size() == whole.parts.size(), "a form has every part");
    for (std::size_t i = 0; i < whole.parts.size(); ++i) {
        const form_entry& entry = form.entries()[i];
        must(entry.name == whole.parts[i].name && entry.is_file == whole.parts[i].filename.has_value(),
             "the same names");
        must(!entry.is_file ||
                 (entry.value == whole.parts[i].data && entry.filename == *whole.parts[i].filename),
             "the same bytes");
        must(entry.is_file || entry.value == to_valid_utf8(whole.parts[i].data), "the same text");
    }
    const auto boundary = boundary_of(text);
    must(!boundary || (!boundary->empty() && boundary->size() <= 70), "a boundary is short");
    return 0;
}
