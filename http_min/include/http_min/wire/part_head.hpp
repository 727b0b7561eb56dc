// part_head.hpp -- what the head of a part of multipart/form-data says: the field's name, and the file's.
//
//   Content-Disposition: form-data; name="avatar"; filename="me.png"
//   Content-Type: image/png
//
// Names are read as browsers write them: backslashes are theirs (only \" and \\ stand for one character), raw UTF-8,
// %22 stays %22. filename*= is read over, as RFC 7578 section 4.2 asks.
#pragma once
#include <http_min/wire/parse_result.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace http_min::wire {

struct part_head {
    std::string name;                     // valid UTF-8
    std::optional<std::string> filename;  // of a file; empty where a form was sent without choosing one
    std::string content_type;             // empty: not said

    bool is_file() const { return filename.has_value(); }
};

// `lines` are all lines of the head with their CR LF, without the empty one at the end. RETURNS why not.
std::optional<refusal> read_part_head(std::string_view lines, part_head& head);

// The boundary in "multipart/form-data; boundary=x". Nothing, if there is none that RFC 2046 section 5.1.1 allows.
std::optional<std::string> boundary_of(std::string_view content_type);

// Whether a Content-Type is of this type ("multipart/form-data"), whatever its parameters. Case does not matter.
bool is_media_type(std::string_view content_type, std::string_view type);

}  // namespace http_min::wire
