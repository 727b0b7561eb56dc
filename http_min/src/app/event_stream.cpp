#include <http_min/app/event_stream.hpp>
#include <stdexcept>

namespace http_min {

namespace {

// A line "name: …" for each line of the text, whichever way its lines end.
void append_field(std::string& out, std::string_view name, std::string_view text) {
    for (;;) {
        const std::size_t end = text.find_first_of("\r\n");
        out.append(name).append(": ").append(text.substr(0, end)).append("\n");
        if (end == text.npos) return;
        text.remove_prefix(end + (text.substr(end).starts_with("\r\n") ? 2 : 1));
    }
}

}  // namespace

sse_event& sse_event::set(std::optional<std::string>& field, std::string_view value) {
    if (value.find_first_of(std::string_view("\r\n\0", 3)) != value.npos)
        throw std::invalid_argument("the id and the name of an event are one line");
    field = value;
    return *this;
}

void sse_event::append_to(std::string& out) const {
    if (comment_) append_field(out, "", *comment_);
    if (id_) append_field(out, "id", *id_);
    if (event_) append_field(out, "event", *event_);
    if (data_) append_field(out, "data", *data_);
    if (retry_) append_field(out, "retry", std::to_string(retry_->count()));
    out += '\n';
}

}  // namespace http_min
