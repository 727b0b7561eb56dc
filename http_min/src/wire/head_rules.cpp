// head_rules.cpp -- Host, body framing, keep-alive and Expect.
//
// A body's end is what request smuggling is about: if the proxy in front of us finds another end than we do,
// the rest of the body is our next request. So any doubt is a 400, and the connection closes (RFC 9112
// sections 6.3 and 11.2).
//
//   Content-Length    = 1*DIGIT             once; RFC 9110 section 8.6 would merge equal ones, we do not
//   Transfer-Encoding = "chunked"           once and alone; other codings are a 501 (RFC 9112 section 6.1)
//   both, or Transfer-Encoding in HTTP/1.0  refused (section 6.1)
//   Host                                    exactly once in HTTP/1.1, and valid (section 3.2)
//   Connection                              "close" ends, "keep-alive" keeps an HTTP/1.0 one (section 9.3)
//   Expect            = "100-continue"      anything else is a 417 (RFC 9110 section 10.1.1)
#include "head_rules.hpp"

#include <limits>

#include "grammar.hpp"

namespace http_min::wire {

namespace {

// The lines that matter here, and how often they were there.
struct special_fields {
    std::string_view host, length, coding, expect;
    int hosts = 0, lengths = 0, codings = 0;
    bool close = false, keep_alive = false;
};

// Calls use(element) for each element of a comma-separated list (RFC 9110 section 5.6.1).
template <class Use>
void for_each_element(std::string_view list, Use use) {
    while (true) {
        const std::size_t comma = list.find(',');
        const std::string_view element = grammar::trim(list.substr(0, comma));
        if (!element.empty()) use(element);
        if (comma == std::string_view::npos) return;
        list.remove_prefix(comma + 1);
    }
}

void read_connection(std::string_view value, special_fields& found) {
    for_each_element(value, [&found](std::string_view option) {
        if (same_name(option, "close")) found.close = true;
        if (same_name(option, "keep-alive")) found.keep_alive = true;
    });
}

// The length of the name alone rules out nearly all lines.
special_fields collect(const header_view& headers) {
    special_fields found;
    for (const auto [name, value] : headers) {
        switch (name.size()) {
            case 4:
                if (same_name(name, "host")) found.host = value, ++found.hosts;
                break;
            case 6:
                if (same_name(name, "expect")) found.expect = value;
                break;
            case 10:
                if (same_name(name, "connection")) read_connection(value, found);
                break;
            case 14:
                if (same_name(name, "content-length")) found.length = value, ++found.lengths;
                break;
            case 17:
                if (same_name(name, "transfer-encoding")) found.coding = value, ++found.codings;
                break;
            default: break;
        }
    }
    return found;
}

// Digits only: no sign, no blank, no list; and a number that fits.
std::optional<std::uint64_t> parse_length(std::string_view digits) {
    constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
    if (digits.empty()) return std::nullopt;
    std::uint64_t length = 0;
    for (const char c : digits) {
        if (!grammar::is_digit(c)) return std::nullopt;
        const auto digit = static_cast<std::uint64_t>(c - '0');
        if (length > (most - digit) / 10) return std::nullopt;
        length = length * 10 + digit;
    }
    return length;
}

std::optional<refusal> judge_host(const special_fields& found, request_head& head) {
    if (found.hosts > 1) return refusal{400, "There is more than one Host field."};
    if (found.hosts == 0 && head.version == http_version::http_1_1) {
        return refusal{400, "The Host field is missing; HTTP/1.1 requires it."};
    }
    if (!valid_authority(found.host)) return refusal{400, "The Host field is not a valid host."};
    const bool absolute = head.target.form == target_form::absolute;
    head.host = absolute ? head.target.authority : found.host;
    return std::nullopt;
}

std::optional<refusal> judge_coding(const special_fields& found, const request_head& head) {
    if (found.lengths > 0) return refusal{400, "Content-Length and Transfer-Encoding contradict each other."};
    if (head.version == http_version::http_1_0) return refusal{400, "HTTP/1.0 has no Transfer-Encoding."};
    if (found.codings > 1) return refusal{400, "There is more than one Transfer-Encoding field."};
    if (same_name(found.coding, "chunked")) return std::nullopt;
    bool other = false;
    for_each_element(found.coding,
                     [&other](std::string_view coding) { other |= !same_name(coding, "chunked"); });
    if (other) return refusal{501, "The only Transfer-Encoding this server knows is chunked."};
    return refusal{400, "Transfer-Encoding must be chunked, exactly once."};
}

std::optional<refusal> judge_body(const special_fields& found, request_head& head) {
    head.body = {};
    if (found.codings > 0) {
        head.body.is = body_framing::kind::chunked;
        return judge_coding(found, head);
    }
    if (found.lengths == 0) return std::nullopt;
    if (found.lengths > 1) return refusal{400, "There is more than one Content-Length field."};
    const auto length = parse_length(found.length);
    if (!length) return refusal{400, "Content-Length is not a decimal number that fits 64 bits."};
    if (*length > 0) head.body = {body_framing::kind::length, *length};
    return std::nullopt;
}

}  // namespace

std::optional<refusal> apply_head_rules(request_head& head) {
    const special_fields found = collect(head.headers);
    if (auto broken = judge_host(found, head)) return broken;
    if (auto broken = judge_body(found, head)) return broken;
    const bool is_1_1 = head.version == http_version::http_1_1;
    head.keep_alive = !found.close && (is_1_1 || found.keep_alive);
    head.expects_continue = false;
    if (!found.expect.empty() && is_1_1) {  // HTTP/1.0 knows no Expect: ignored (RFC 9110 section 10.1.1)
        if (!same_name(found.expect, "100-continue"))
            return refusal{417, "The only Expect this server knows is 100-continue."};
        head.expects_continue = head.body.is != body_framing::kind::none;
    }
    return std::nullopt;
}

}  // namespace http_min::wire
