// request_parser.cpp -- the grammar of a request head, and one function for each of its parts.
//
//   request      = *CRLF request-line *field-line CRLF                RFC 9112 section 2.1; leading CRLF: 2.2
//   request-line = method SP target SP "HTTP/" DIGIT "." DIGIT CRLF   section 3
//   method       = 1*tchar                                            RFC 9110 section 9.1
//   target       = 1*( visible ASCII but "#" )                        section 3.2; its forms: target.cpp
//   field-line   = 1*tchar ":" OWS value OWS CRLF                     section 5
//   value        = *( VCHAR / obs-text / SP / HTAB )                  RFC 9110 section 5.5
//
// The RFC lets a server be lenient in places: a bare LF for CRLF, folded lines, several blanks. Every such
// choice is one that two servers in a row can make differently, and then they disagree where a request ends.
// We take none of them. What the fields mean for the message as a whole is in head_rules.cpp.
#include <algorithm>
#include <http_min/wire/request_parser.hpp>

#include "grammar.hpp"
#include "head_rules.hpp"

namespace http_min::wire {

namespace {

// Stray empty lines are skipped, but not for ever: each costs the peer two bytes and us a loop.
constexpr std::size_t most_blank_bytes = 16;

constexpr refusal method_too_long{501, "This server knows no method with such a long name."};
constexpr refusal target_too_long{414, "The request target is longer than this server reads."};
constexpr refusal fields_too_large{431, "The header fields are larger than this server reads."};

constexpr std::string_view too_many_fields = "There are more header fields than this server reads.";
constexpr std::string_view bare_lf = "A line ends with a bare LF; lines end with CR LF.";
constexpr std::string_view lone_cr = "A CR stands alone; it is only allowed in the CR LF that ends a line.";

std::string_view why_not_a_value(char c) {
    return c == '\n' ? bare_lf : "A header value contains a control character.";
}

std::string_view why_not_a_name(char c) {
    if (c == ' ' || c == '\t') return "A header name is followed by its colon; here is a blank before it.";
    if (c == '\r' || c == '\n') return "A header line has no colon.";
    return "A header name contains a character that names may not have.";
}

std::string_view why_not_a_target(char c) {
    if (c == '\r' || c == '\n') return "The request line has no HTTP version.";
    if (c == '#') return "The request target contains a fragment; that part of a URL is not sent.";
    return "The request target contains a character that must be percent-encoded.";
}

// The value ends at `end`; the blanks around it are not part of it.
void set_value(header_line& line, std::string_view text, std::size_t end) {
    const std::string_view value = grammar::trim(text.substr(line.value_at, end - line.value_at));
    line.value_at = static_cast<std::uint32_t>(value.data() - text.data());
    line.value_size = static_cast<std::uint32_t>(value.size());
}

}  // namespace

parse_result request_parser::feed(std::string_view input) {
    input_ = input;
    while (step()) continue;
    switch (state_) {
        case state::complete: return {outcome::complete, at_, {}};
        case state::bad: return {outcome::bad, 0, why_};
        default: return {outcome::partial, 0, {}};
    }
}

void request_parser::reset() {
    state_ = state::blank_lines;
    at_ = 0;
    lines_.clear();
}

// Reads one part. RETURNS false when the message is complete or bad, or the part goes on behind the input.
bool request_parser::step() {
    switch (state_) {
        case state::blank_lines: return read_blank_lines();
        case state::method: return read_method();
        case state::target: return read_target();
        case state::version: return read_version();
        case state::line_start:
        case state::name:
        case state::value:
            while (read_line()) continue;
            return false;
        case state::complete:
        case state::bad: return false;
    }
    return false;
}

bool request_parser::read_blank_lines() {
    while (at_ < input_.size()) {
        const bool inside_line_end = at_ % 2 == 1;
        const bool goes_on = input_[at_] == (inside_line_end ? '\n' : '\r');
        if (goes_on && at_ < most_blank_bytes) {
            ++at_;
            continue;
        }
        if (goes_on || inside_line_end) return refuse(400, "There is no request line, only line ends.");
        method_at_ = at_;
        state_ = state::method;
        return true;
    }
    return false;
}

bool request_parser::read_method() {
    const std::size_t limit = method_at_ + limits_.method + 1;  // with its space
    at_ = grammar::skip(grammar::token, input_, at_, end_of_input(limit));
    if (at_ == end_of_input(limit)) return want(limit, method_too_long);
    if (input_[at_] != ' ' || at_ == method_at_) {
        return refuse(400, "A request begins with a method and one blank; this one does not.");
    }
    method_size_ = at_ - method_at_;
    target_at_ = ++at_;
    state_ = state::target;
    return true;
}

bool request_parser::read_target() {
    const std::size_t limit = target_at_ + limits_.target + 1;
    at_ = grammar::skip_target_text(input_, at_, end_of_input(limit));
    if (at_ == end_of_input(limit)) return want(limit, target_too_long);
    if (input_[at_] != ' ') return refuse(400, why_not_a_target(input_[at_]));
    if (at_ == target_at_) return refuse(400, "There is one blank between method and target, not more.");
    target_size_ = at_ - target_at_;
    ++at_;
    state_ = state::version;
    return true;
}

bool request_parser::read_version() {
    const std::string_view text = input_.substr(at_, 10);
    if (text == "HTTP/1.1\r\n") {
        head_.version = http_version::http_1_1;
    } else if (text == "HTTP/1.0\r\n") {
        head_.version = http_version::http_1_0;
    } else {
        return refuse_version(text);
    }
    at_ += text.size();
    fields_end_ = at_ + limits_.field_bytes;
    state_ = state::line_start;
    return true;
}

// Neither of our versions: so far, or for good.
bool request_parser::refuse_version(std::string_view text) {
    constexpr std::string_view shape = "HTTP/0.0\r\n";  // a 0 stands for any digit
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (shape[i] == '0' ? grammar::is_digit(text[i]) : shape[i] == text[i]) continue;
        return refuse(400, "The request line does not end with one blank, HTTP/1.1, and CR LF.");
    }
    if (text.size() < shape.size()) return false;
    return refuse(505, "This server speaks HTTP/1.1 and HTTP/1.0 only.");
}

// One header line, or the empty one behind them. Most lines are here as a whole and run through all three
// parts; the state says where to go on with one that is not. The position is a local: a member would be
// stored and loaded again between the parts, and that is where the time went.
bool request_parser::read_line() {
    const std::string_view text = input_.substr(0, fields_end_);
    std::size_t at = at_;
    if (state_ == state::line_start) {
        if (at == text.size()) return want_field_byte(at);
        if (!grammar::in(grammar::token, text[at])) return read_other_line(text[at]);
        if (lines_.size() == limits_.fields) return refuse(431, too_many_fields);
        lines_.push_back({static_cast<std::uint32_t>(at), 0, 0, 0});
        state_ = state::name;
    }
    header_line& line = lines_.back();
    if (state_ == state::name) {
        at = grammar::skip_token(text, at, text.size());
        if (at == text.size()) return want_field_byte(at);
        if (text[at] != ':') return refuse(400, why_not_a_name(text[at]));
        line.name_size = static_cast<std::uint32_t>(at - line.name_at);
        line.value_at = static_cast<std::uint32_t>(++at);
        state_ = state::value;
    }
    at = grammar::skip_field_text(text, at, text.size());
    if (at == text.size()) return want_field_byte(at);
    if (text[at] != '\r') return refuse(400, why_not_a_value(text[at]));
    if (at + 1 == text.size()) return want_field_byte(at);
    if (text[at + 1] != '\n') return refuse(400, lone_cr);
    set_value(line, text, at);
    at_ = at + 2;
    state_ = state::line_start;
    return true;
}

// A line that does not begin with a name: the head's end, or a mistake.
bool request_parser::read_other_line(char first) {
    switch (first) {
        case '\r': return finish();
        case '\n': return refuse(400, bare_lf);
        case ':': return refuse(400, "A header line begins with a colon: the name is missing.");
        case ' ':
        case '\t':
            return refuse(400, "A header line begins with a blank; folding lines is no longer allowed.");
        default: return refuse(400, why_not_a_name(first));
    }
}

// At the empty line: all parts are there, now the head as a whole is judged.
bool request_parser::finish() {
    if (at_ + 1 == std::min(input_.size(), fields_end_)) return want_field_byte(at_);
    if (input_[at_ + 1] != '\n') return refuse(400, lone_cr);
    at_ += 2;
    point_head_at(input_.data());
    if (!parse_target(head_.method, head_.target)) {
        return refuse(400, "The request target is neither a path nor a valid http URL.");
    }
    if (const auto broken = apply_head_rules(head_)) return refuse(broken->status, broken->reason);
    state_ = state::complete;
    return false;
}

// Only as far as the limit: so whether a message is too long does not depend on how much of it is here.
std::size_t request_parser::end_of_input(std::size_t limit) const { return std::min(limit, input_.size()); }

// The part that is being read goes on behind the input: it is yet to come, or beyond its limit.
bool request_parser::want(std::size_t limit, refusal over) {
    return input_.size() >= limit ? refuse(over.status, over.reason) : false;
}

// The line goes on behind the input. `at` is where to read on.
bool request_parser::want_field_byte(std::size_t at) {
    at_ = at;
    return want(fields_end_, fields_too_large);
}

bool request_parser::refuse(int status, std::string_view reason) {
    state_ = state::bad;
    why_ = {status, reason};
    return false;
}

void request_parser::point_head_at(const char* text) {
    head_.method = {text + method_at_, method_size_};
    head_.target.text = {text + target_at_, target_size_};
    head_.headers = {text, lines_};
}

void request_parser::moved_to(const char* place) {
    input_ = {place, at_};
    point_head_at(place);
    (void)parse_target(head_.method, head_.target);  // the same bytes as before, so again nothing to refuse
    (void)apply_head_rules(head_);
}

}  // namespace http_min::wire
