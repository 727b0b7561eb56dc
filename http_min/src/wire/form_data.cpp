#include <http_min/wire/form_data.hpp>
#include <http_min/wire/url.hpp>

#include "utf8.hpp"

namespace http_min::wire {

std::optional<refusal> form_data::read_urlencoded(std::string_view body, const form_limits& bounds) {
    if (body.size() > bounds.total) return refusal{413, "The form is larger than this server takes."};
    std::string scratch;
    for (const auto [key, value] : query_pairs{body}) {
        if (entries_.size() == bounds.fields) return refusal{413, "The form has too many fields."};
        if (value.size() > bounds.field_bytes)
            return refusal{413, "A field of the form is larger than this server takes."};
        form_entry& entry = entries_.emplace_back();
        entry.name = decoded(key, scratch);
        entry.value = decoded(value, scratch);
    }
    return std::nullopt;
}

// A part's bytes are one stretch of the body, though the parser gives them in pieces.
std::optional<refusal> form_data::read_multipart(std::string_view body, std::string_view boundary,
                                                 const form_limits& bounds) {
    multipart_parser parser{boundary, bounds};
    std::size_t at = 0, begin = 0, size = 0;
    while (true) {
        const multipart_piece piece = parser.feed(body.substr(at));
        at += piece.size;
        if (piece.bad()) return piece.why;
        if (piece.complete()) return std::nullopt;
        if (piece.event == multipart_event::head) {
            begin = at;
            size = 0;
        }
        size += piece.data.size();
        if (piece.event == multipart_event::end_of_part) add_part(parser.part(), body.substr(begin, size));
        if (at == body.size() && piece.event == multipart_event::none)
            return refusal{400, "The multipart body breaks off before its last boundary."};
    }
}

void form_data::add_part(const part_head& head, std::string_view data) {
    form_entry& entry = entries_.emplace_back();
    entry.name = keep(head.name);
    entry.is_file = head.is_file();
    if (!entry.is_file) {
        entry.value = valid_utf8(data) ? data : keep(to_valid_utf8(data));
        return;
    }
    entry.value = data;
    entry.filename = keep(*head.filename);
    entry.content_type = keep(head.content_type);
}

const form_entry* form_data::last(std::string_view name) const {
    for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry)
        if (entry->name == name) return &*entry;
    return nullptr;
}

std::string_view form_data::decoded(std::string_view text, std::string& scratch) {
    const std::string_view plain = decode_query(text, scratch);
    return plain.data() == text.data() ? plain : keep(plain);
}

}  // namespace http_min::wire
