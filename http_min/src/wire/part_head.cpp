// part_head.cpp -- strict where browsers are: one Content-Disposition, each parameter once, CR LF, no folded lines.
#include <http_min/wire/part_head.hpp>

#include <algorithm>
#include <http_min/wire/header_view.hpp>
#include <http_min/wire/url.hpp>

#include "grammar.hpp"
#include "header_parameters.hpp"

namespace http_min::wire {

namespace {

constexpr std::size_t longest_boundary = 70;

// bchars of RFC 2046 section 5.1.1; a blank may stand inside, not at the end.
constexpr grammar::byte_class boundary_text = grammar::make_class([](char c) {
    return grammar::is_digit(c) || grammar::is_alpha(c) ||
           std::string_view{"'()+_,-./:=? "}.find(c) != std::string_view::npos;
});

refusal bad(std::string_view reason) { return {400, reason}; }

std::optional<refusal> read_disposition(std::string_view value, part_head& head) {
    if (!same_name(first_word(value), "form-data")) return bad("A part's Content-Disposition is form-data.");
    bool named = false;
    header_parameter one;
    header_parameters all{value.substr(std::min(value.find(';'), value.size()))};
    while (all.next(one)) {
        if (same_name(one.name, "name")) {
            if (named) return bad("A part has two names.");
            named = true;
            head.name = to_valid_utf8(one.value);
        } else if (same_name(one.name, "filename")) {
            if (head.filename) return bad("A part has two filenames.");
            head.filename = to_valid_utf8(one.value);
        }
    }
    if (all.broken()) return bad("A part's Content-Disposition cannot be read.");
    if (!named) return bad("The Content-Disposition header field \"name\" must be provided.");
    return std::nullopt;
}

}  // namespace

std::optional<refusal> read_part_head(std::string_view lines, part_head& head) {
    head.name.clear();
    head.filename.reset();
    head.content_type.clear();
    bool disposed = false;
    while (!lines.empty()) {
        const std::size_t colon = grammar::skip_token(lines, 0, lines.size());
        if (colon == 0 || colon == lines.size() || lines[colon] != ':')
            return bad("A header line of a part is a name, a colon and a value.");
        const std::size_t end = grammar::skip_field_text(lines, colon + 1, lines.size());
        if (lines.substr(end, 2) != "\r\n")
            return bad("A header line of a part ends with CR LF and holds no control character.");
        const std::string_view name = lines.substr(0, colon);
        const std::string_view value = grammar::trim(lines.substr(colon + 1, end - colon - 1));
        lines.remove_prefix(end + 2);
        if (same_name(name, "content-disposition")) {
            if (disposed) return bad("A part has two Content-Disposition lines.");
            disposed = true;
            if (auto why = read_disposition(value, head)) return why;
        } else if (same_name(name, "content-type")) {
            head.content_type = to_valid_utf8(value);
        }
    }
    if (!disposed) return bad("A part has no Content-Disposition.");
    return std::nullopt;
}

std::optional<std::string> boundary_of(std::string_view content_type) {
    std::optional<std::string> found;
    header_parameter one;
    header_parameters all{content_type.substr(std::min(content_type.find(';'), content_type.size()))};
    while (all.next(one)) {
        if (!same_name(one.name, "boundary")) continue;
        if (found) return std::nullopt;  // whoever stands before us may have taken the other one
        found = one.value;
    }
    if (all.broken() || !found || found->empty() || found->size() > longest_boundary) return std::nullopt;
    if (found->back() == ' ' || grammar::skip(boundary_text, *found, 0, found->size()) != found->size())
        return std::nullopt;
    return found;
}

bool is_media_type(std::string_view content_type, std::string_view type) {
    return same_name(first_word(content_type), type);
}

}  // namespace http_min::wire
