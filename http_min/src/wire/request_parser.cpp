// request_parser.cpp -- the grammar of a request head, and one function for each of its parts.
//
//   request      = *CRLF request-line *field-line CRLF                RFC 9112 section 2.1; leading CRLF: 2.2
//   request-line = method SP target SP "HTTP/" DIGIT "." DIGIT CRLF   section 3
//   method       = 1*tchar                                            RFC 9110 section 9.1
//   target       = 1*( visible ASCII but "#" )                        section 3.2; its forms are in target.cpp
//   field-line   = 1*tchar ":" OWS value OWS CRLF                     section 5
//   value        = *( VCHAR / obs-text / SP / HTAB )                  RFC 9110 section 5.5
//
// The RFC lets a server be lenient in places: a bare LF for CRLF, folded lines, several blanks. Every such choice is one
// that two servers in a row can make differently, and then they disagree where a request ends. We take none of them.
// What the fields mean for the message as a whole is in head_rules.cpp.
#include <algorithm>
#include <http_min/wire/request_parser.hpp>

#include "grammar.hpp"
#include "head_rules.hpp"

namespace http_min::wire {

namespace {

// Stray empty lines are skipped, but not for ever: each costs the peer two bytes and us a loop.
constexpr std::size_t most_blank_bytes = 16;

constexpr refusal target_too_long{414, "The request target is longer than this server reads."};
constexpr refusal fields_too_large{431, "The header fields are larger than this server reads."};

std::string_view why_not_a_value(char c) {
    if (c == '\n') return "A line ends with a bare LF; lines end with CR LF.";
    return "A header value contains a control character.";
}

std::string_view why_not_a_name(char c) {
    if (c == ' ' || c == '\t') return "There is a blank in or after a header name; the colon follows it directly.";
    if (c == '\r' || c == '\n') return "A header line has no colon.";
    return "A header name contains a character that names may not have.";
}

std::string_view why_not_a_target(char c) {
    if (c == '\r' || c == '\n') return "The request line has no HTTP version.";
    if (c == '#') return "The request target contains a fragment; that part of a URL is not sent.";
    return "The request target contains a character that must be percent-encoded.";
}

}  // namespace

parse_result request_parser::feed(std::string_view input) {
    input_ = input;
    while (step()) {}
    return result_;
}

void request_parser::reset() {
    state_ = state::blank_lines;
    at_ = 0;
    lines_.clear();
    result_ = {};
}

// Reads one part. RETURNS false when feed has its answer: in result_.
bool request_parser::step() {
    switch (state_) {
        case state::blank_lines: return read_blank_lines();
        case state::method: return read_method();
        case state::target: return read_target();
        case state::version: return read_version();
        case state::line_start: return read_line_start();
        case state::name: return read_name();
        case state::value: return read_value();
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
    return need_more();
}

bool request_parser::read_method() {
    const std::size_t limit = method_at_ + limits_.method + 1;  // with its space
    at_ = grammar::skip(grammar::token, input_, at_, end_of_input(limit));
    if (at_ == end_of_input(limit)) return want(at_, limit, {501, "This server knows no method with such a long name."});
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
    if (at_ == end_of_input(limit)) return want(at_, limit, target_too_long);
    if (input_[at_] != ' ') return refuse(400, why_not_a_target(input_[at_]));
    if (at_ == target_at_) return refuse(400, "There is one blank between method and target, not more.");
    target_size_ = at_ - target_at_;
    ++at_;
    state_ = state::version;
    return true;
}

bool request_parser::read_version() {
    constexpr std::string_view shape = "HTTP/0.0\r\n";  // a 0 stands for any digit
    const std::string_view text = input_.substr(at_, shape.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (shape[i] == '0' ? grammar::is_digit(text[i]) : shape[i] == text[i]) continue;
        return refuse(400, "The request line does not end with one blank, HTTP/1.1, and CR LF.");
    }
    if (text.size() < shape.size()) return need_more();
    const std::string_view number = text.substr(5, 3);
    if (number != "1.1" && number != "1.0") return refuse(505, "This server speaks HTTP/1.1 and HTTP/1.0 only.");
    head_.version = number == "1.1" ? http_version::http_1_1 : http_version::http_1_0;
    at_ += shape.size();
    fields_at_ = at_;
    state_ = state::line_start;
    return true;
}

bool request_parser::read_line_start() {
    if (at_ == end_of_input(fields_at_ + limits_.field_bytes)) return want_field_byte(at_);
    const char first = input_[at_];
    if (first == '\r') return finish();
    if (first == ' ' || first == '\t') {
        return refuse(400, "A header line begins with a blank; folding lines is no longer allowed.");
    }
    if (lines_.size() == limits_.fields) return refuse(431, "There are more header fields than this server reads.");
    lines_.push_back({.name_at = static_cast<std::uint32_t>(at_)});
    state_ = state::name;
    return true;
}

bool request_parser::read_name() {
    const std::size_t end = end_of_input(fields_at_ + limits_.field_bytes);
    at_ = grammar::skip(grammar::token, input_, at_, end);
    if (at_ == end) return want_field_byte(at_);
    if (input_[at_] != ':') return refuse(400, why_not_a_name(input_[at_]));
    header_line& line = lines_.back();
    line.name_size = static_cast<std::uint32_t>(at_ - line.name_at);
    if (line.name_size == 0) return refuse(400, "A header line begins with a colon: the name is missing.");
    line.value_at = static_cast<std::uint32_t>(++at_);
    state_ = state::value;
    return true;
}

bool request_parser::read_value() {
    const std::size_t end = end_of_input(fields_at_ + limits_.field_bytes);
    at_ = grammar::skip_field_text(input_, at_, end);
    if (at_ == end) return want_field_byte(at_);
    if (input_[at_] != '\r') return refuse(400, why_not_a_value(input_[at_]));
    if (at_ + 1 == end) return want_field_byte(at_ + 1);
    if (input_[at_ + 1] != '\n') return refuse(400, "A CR stands alone; it is only allowed in the CR LF that ends a line.");
    header_line& line = lines_.back();
    const std::string_view value = grammar::trim(input_.substr(line.value_at, at_ - line.value_at));
    line.value_at = static_cast<std::uint32_t>(value.data() - input_.data());
    line.value_size = static_cast<std::uint32_t>(value.size());
    at_ += 2;
    state_ = state::line_start;
    return true;
}

// At the empty line: all parts are there, now the head as a whole is judged.
bool request_parser::finish() {
    if (at_ + 1 == end_of_input(fields_at_ + limits_.field_bytes)) return want_field_byte(at_ + 1);
    if (input_[at_ + 1] != '\n') return refuse(400, "A CR stands alone; it is only allowed in the CR LF that ends a line.");
    at_ += 2;
    point_head_at(input_.data());
    const auto target = parse_target(head_.method, head_.target.text);
    if (!target) return refuse(400, "The request target is neither a path nor a valid http URL.");
    head_.target = *target;
    if (const auto broken = apply_head_rules(head_)) return refuse(broken->status, broken->reason);
    state_ = state::complete;
    result_ = {outcome::complete, at_, {}};
    return false;
}

// Only as far as the limit: so whether a message is too long does not depend on how much of it is here.
std::size_t request_parser::end_of_input(std::size_t limit) const { return std::min(limit, input_.size()); }

// The byte at `position` is needed: it is yet to come, or it is beyond the limit.
bool request_parser::want(std::size_t position, std::size_t limit, refusal over) {
    return position == limit ? refuse(over.status, over.reason) : need_more();
}

bool request_parser::need_more() {
    result_ = {};
    return false;
}

bool request_parser::want_field_byte(std::size_t position) {
    return want(position, fields_at_ + limits_.field_bytes, fields_too_large);
}

bool request_parser::refuse(int status, std::string_view reason) {
    state_ = state::bad;
    result_ = {outcome::bad, 0, {status, reason}};
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
    head_.target = *parse_target(head_.method, head_.target.text);
    (void)apply_head_rules(head_);  // the same bytes, so again nothing to refuse
}

}  // namespace http_min::wire
