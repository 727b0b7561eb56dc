// response_parser.cpp -- status line, header lines, and where the body ends.
//
//   status-line = "HTTP/" DIGIT "." DIGIT SP 3DIGIT SP [ reason ] CRLF     RFC 9112 section 4
//   no body            the answer to HEAD, 1xx, 204, 304                    section 6.3, rule 1
//   chunked            Transfer-Encoding: chunked                           rule 4
//   length             one Content-Length, or several that agree            rule 6
//   until the close    neither                                              rule 8
//
// Both Transfer-Encoding and Content-Length are an attack or a mistake (rule 3): refused. So is another coding.
#include <charconv>
#include <http_min/wire/response_parser.hpp>
#include <http_min/wire/status.hpp>

#include "grammar.hpp"

namespace http_min::wire {

namespace {

bool all_in(const grammar::byte_class& table, std::string_view text) {
    return grammar::skip(table, text, 0, text.size()) == text.size();
}

bool has_option(std::string_view list, std::string_view wanted) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (same_name(grammar::trim(list.substr(0, comma)), wanted)) return true;
        list = comma == list.npos ? std::string_view{} : list.substr(comma + 1);
    }
    return false;
}

bool read_length(std::string_view digits, std::uint64_t& length) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
    return !digits.empty() && grammar::is_digit(digits[0]) && error == std::errc{} &&
           end == digits.data() + digits.size();
}

}  // namespace

parse_result response_parser::feed(std::string_view input, std::string_view method) {
    while (state_ == state::status_line || state_ == state::field)
        if (!read_line(input, method)) break;
    head_.headers = {input.data(), lines_};
    head_.reason = {input.data() + reason_at_, reason_size_};
    if (state_ == state::complete) return {outcome::complete, at_, {}};
    if (state_ == state::bad) return {outcome::bad, 0, why_};
    return {outcome::partial, 0, {}};
}

void response_parser::reset() {
    state_ = state::status_line;
    line_at_ = at_ = 0;
    lines_.clear();
    head_ = {};
}

// One line. RETURNS false when it is not all there, or the message is complete or bad.
bool response_parser::read_line(std::string_view input, std::string_view method) {
    const std::size_t lf = input.find('\n', at_);
    const std::size_t seen = lf == input.npos ? input.size() : lf + 1;
    if (seen > limits_.field_bytes)
        return refuse("The head of the response is larger than this client reads.");
    at_ = seen;
    if (lf == input.npos) return false;
    if (lf == line_at_ || input[lf - 1] != '\r') return refuse("A line ends with a bare LF.");
    const std::string_view line = input.substr(line_at_, lf - 1 - line_at_);
    const bool first = state_ == state::status_line;
    if (!first && line.empty()) {
        head_.headers = {input.data(), lines_};
        return finish(method);
    }
    const bool good = first ? read_status(line) : read_field(input, line);
    line_at_ = at_;
    return good;
}

bool response_parser::read_status(std::string_view line) {
    const bool is_1_1 = line.starts_with("HTTP/1.1 ");
    if (!is_1_1 && !line.starts_with("HTTP/1.0 ")) return refuse("This is no HTTP/1.1 response.");
    head_.version = is_1_1 ? http_version::http_1_1 : http_version::http_1_0;
    line.remove_prefix(9);
    if (line.size() < 3 || (line.size() > 3 && line[3] != ' '))
        return refuse("The status is not three digits.");
    for (const char c : line.substr(0, 3)) {
        if (!grammar::is_digit(c)) return refuse("The status is not three digits.");
        head_.status = head_.status * 10 + (c - '0');
    }
    if (head_.status < 100) return refuse("The status is not from 100 to 999.");
    if (!all_in(grammar::field_text, line)) return refuse("The reason phrase contains a control character.");
    reason_size_ = line.size() > 4 ? line.size() - 4 : 0;
    reason_at_ = line_at_ + 13;
    if (reason_size_ == 0) reason_at_ = line_at_;
    state_ = state::field;
    return true;
}

bool response_parser::read_field(std::string_view input, std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0 || !all_in(grammar::token, line.substr(0, colon)))
        return refuse("A header line has no name and colon.");
    const std::string_view value = grammar::trim(line.substr(colon + 1));
    if (!all_in(grammar::field_text, value)) return refuse("A header value contains a control character.");
    if (lines_.size() == limits_.fields)
        return refuse("There are more header fields than this client reads.");
    const auto at = [&input](std::string_view text) {
        return static_cast<std::uint32_t>(text.empty() ? 0 : text.data() - input.data());
    };
    lines_.push_back(
        {at(line), static_cast<std::uint32_t>(colon), at(value), static_cast<std::uint32_t>(value.size())});
    return true;
}

bool response_parser::finish(std::string_view method) {
    bool close = false, keep = false, chunked = false, has_length = false;
    for (const auto [name, value] : head_.headers) {
        if (same_name(name, "connection")) {
            close = close || has_option(value, "close");
            keep = keep || has_option(value, "keep-alive");
        } else if (same_name(name, "transfer-encoding")) {
            if (chunked || !same_name(value, "chunked"))
                return refuse("The only Transfer-Encoding known is chunked.");
            chunked = true;
        } else if (same_name(name, "content-length")) {
            std::uint64_t length = 0;
            const bool good = read_length(value, length) && (!has_length || length == head_.body.length);
            if (!good) return refuse("Content-Length is not one decimal number.");
            head_.body.length = length;
            has_length = true;
        }
    }
    if (chunked && has_length) return refuse("Content-Length and Transfer-Encoding contradict each other.");
    head_.keep_alive = !close && (head_.version == http_version::http_1_1 || keep);
    if (method == "HEAD" || !status_allows_body(head_.status)) {
        head_.body = {};
    } else if (chunked) {
        head_.body = {body_framing::kind::chunked, 0};
    } else if (has_length) {
        head_.body.is = head_.body.length > 0 ? body_framing::kind::length : body_framing::kind::none;
    } else {
        head_.until_close = true;
        head_.keep_alive = false;
    }
    state_ = state::complete;
    return false;
}

bool response_parser::refuse(std::string_view reason) {
    state_ = state::bad;
    why_ = {502, reason};
    return false;
}

}  // namespace http_min::wire
