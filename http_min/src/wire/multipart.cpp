// multipart.cpp -- parts between boundaries.
//
//   body      = [ CRLF ] "--" boundary *( part delimiter ) ... "--"
//   delimiter = CRLF "--" boundary *( SP / HTAB ) CRLF              RFC 2046 section 5.1.1
//   part      = *( header CRLF ) CRLF data
//
// Stricter than the RFC where browsers are: no text before the first boundary, and a line that begins with the
// boundary is one, or the body is broken: two readers that disagree about where a part ends are a hole.
#include <http_min/wire/multipart.hpp>

#include <algorithm>

namespace http_min::wire {

multipart_parser::multipart_parser(std::string_view boundary, const form_limits& bounds) : limits_{bounds} {
    delimiter_.append("\r\n--").append(boundary);
}

multipart_piece multipart_parser::feed(std::string_view input) {
    multipart_piece piece;
    std::string_view rest = input;
    while (!rest.empty() && piece.event == multipart_event::none && state_ != state::complete &&
           state_ != state::bad) {
        if (state_ == state::data) {
            read_data(rest, piece);
            continue;
        }
        const char c = rest.front();
        rest.remove_prefix(1);
        if (state_ == state::start || state_ == state::first)
            read_first(c);
        else if (state_ == state::head)
            read_head(c, piece);
        else
            read_boundary(c);
    }
    piece.size = input.size() - rest.size();
    taken_ += piece.size;
    if (taken_ > limits_.total && state_ != state::bad)
        refuse("The form is larger than this server takes.", 413);
    if (state_ == state::complete) piece.is = outcome::complete;
    if (state_ == state::bad) {
        piece = {};
        piece.is = outcome::bad;
        piece.why = why_;
    }
    return piece;
}

void multipart_parser::read_first(char c) {
    if (state_ == state::start && c == '\r') matched_ = 0;
    state_ = state::first;
    if (c != delimiter_[matched_]) return refuse("A multipart body begins with its boundary.");
    if (++matched_ == delimiter_.size()) state_ = state::boundary;
}

void multipart_parser::read_boundary(char c) {
    switch (state_) {
        case state::boundary:
            if (c == '-') return static_cast<void>(state_ = state::hyphen);
            [[fallthrough]];
        case state::padding:
            if (c == '\r') return static_cast<void>(state_ = state::line_end);
            if (c != ' ' && c != '\t') return refuse("A boundary line goes on behind its boundary.");
            state_ = state::padding;
            return;
        case state::hyphen:
            if (c != '-') return refuse("The last boundary ends with two hyphens.");
            state_ = state::complete;
            return;
        default:  // line_end
            if (c != '\n') return refuse("A boundary line ends with CR LF.");
            lines_.clear();
            state_ = state::head;
            return;
    }
}

void multipart_parser::read_head(char c, multipart_piece& piece) {
    lines_ += c;
    if (lines_.size() > limits_.part_head_bytes)
        return refuse("The header lines of a part are longer than this server reads.", 413);
    if (c != '\n') return;
    if (lines_ == "\r\n" || lines_.ends_with("\r\n\r\n")) begin_part(piece);
}

void multipart_parser::begin_part(multipart_piece& piece) {
    const std::string_view lines = std::string_view{lines_}.substr(0, lines_.size() - 2);
    if (const auto why = read_part_head(lines, part_)) return refuse(why->reason);
    if (part_.is_file() ? ++files_ > limits_.files : ++fields_ > limits_.fields)
        return refuse(part_.is_file() ? "The form has too many files." : "The form has too many fields.",
                      413);
    part_size_ = 0;
    matched_ = borrowed_ = 2;  // the CR LF of the empty line may be the delimiter's, if the part has no data
    state_ = state::data;
    piece.event = multipart_event::head;
}

void multipart_parser::read_data(std::string_view& rest, multipart_piece& piece) {
    if (matched_ > 0) {
        if (rest.front() != delimiter_[matched_]) {  // it was data, then
            const std::string_view began =
                std::string_view{delimiter_}.substr(borrowed_, matched_ - borrowed_);
            matched_ = borrowed_ = 0;
            if (!began.empty()) give(began, piece);
            return;
        }
        rest.remove_prefix(1);
        if (++matched_ < delimiter_.size()) return;
        borrowed_ = 0;
        state_ = state::boundary;
        piece.event = multipart_event::end_of_part;
        return;
    }
    const std::size_t size = std::min(rest.find('\r'), rest.size());
    if (size < rest.size()) matched_ = 1;
    if (size > 0) give(rest.substr(0, size), piece);
    rest.remove_prefix(std::min(size + 1, rest.size()));
}

void multipart_parser::give(std::string_view data, multipart_piece& piece) {
    part_size_ += data.size();
    if (!part_.is_file() && part_size_ > limits_.field_bytes)
        return refuse("A field of the form is larger than this server takes.", 413);
    piece.event = multipart_event::data;
    piece.data = data;
}

void multipart_parser::refuse(std::string_view reason, int status) {
    state_ = state::bad;
    why_ = {status, reason};
}

}  // namespace http_min::wire
