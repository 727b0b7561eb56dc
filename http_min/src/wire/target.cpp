// target.cpp -- the four forms of a request-target, and what a host may look like.
//
//   authority  = host [ ":" *DIGIT ]                             RFC 3986 section 3.2; no userinfo
//   host       = IP-literal / reg-name                           an IPv4 address is a reg-name by its letters
//   reg-name   = *( unreserved / "%" HEXDIG HEXDIG / sub-delims )
//   IP-literal = "[" ( IPv6 digits, ":" and "." ) "]"
#include <algorithm>
#include <http_min/wire/header_view.hpp>
#include <http_min/wire/target.hpp>

#include "grammar.hpp"

namespace http_min::wire {

namespace {

constexpr grammar::byte_class host_text = grammar::make_class([](char c) {
    return grammar::is_digit(c) || grammar::is_alpha(c) ||
           std::string_view{"-._~!$&'()*+,;="}.find(c) != std::string_view::npos;
});

// Where the reg-name that `text` begins with ends.
std::size_t skip_reg_name(std::string_view text) {
    std::size_t at = 0;
    while (true) {
        at = grammar::skip(host_text, text, at, text.size());
        const bool escape = at + 2 < text.size() && text[at] == '%' &&
                            grammar::hex_value(text[at + 1]) >= 0 && grammar::hex_value(text[at + 2]) >= 0;
        if (!escape) return at;
        at += 3;
    }
}

bool valid_ip_literal(std::string_view digits) {
    if (digits.find(':') == std::string_view::npos) return false;
    for (const char c : digits) {
        if (grammar::hex_value(c) < 0 && c != ':' && c != '.') return false;
    }
    return true;
}

bool valid_port(std::string_view port) {
    unsigned number = 0;
    for (const char c : port) {
        if (!grammar::is_digit(c)) return false;
        number = number * 10 + static_cast<unsigned>(c - '0');
        if (number > 65535) return false;
    }
    return true;
}

// path [ "?" query ]
void split_query(std::string_view text, request_target& target) {
    const std::size_t mark = std::min(text.find('?'), text.size());
    target.path = text.substr(0, mark);
    target.query = text.substr(std::min(mark + 1, text.size()));
}

// scheme "://" authority path [ "?" query ]
bool parse_absolute(request_target& target) {
    const std::size_t colon = target.text.find("://");
    if (colon == std::string_view::npos) return false;
    const std::string_view scheme = target.text.substr(0, colon);
    if (!same_name(scheme, "http") && !same_name(scheme, "https")) return false;
    const std::string_view rest = target.text.substr(colon + 3);
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    target.form = target_form::absolute;
    target.authority = rest.substr(0, end);
    split_query(rest.substr(end), target);
    if (target.path.empty()) target.path = "/";
    if (target.authority.empty() || target.authority.front() == ':') return false;  // an http URL has a host
    return valid_authority(target.authority);
}

// host ":" port
bool parse_connect(request_target& target) {
    const std::size_t colon = target.text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == target.text.size()) return false;
    target.form = target_form::authority;
    target.authority = target.text;
    target.path = target.query = {};
    return valid_authority(target.text);
}

}  // namespace

bool valid_authority(std::string_view text) {
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos || !valid_ip_literal(text.substr(1, end - 1))) return false;
        text.remove_prefix(end + 1);
    } else {
        text.remove_prefix(skip_reg_name(text));
    }
    return text.empty() || (text.front() == ':' && valid_port(text.substr(1)));
}

bool parse_target(std::string_view method, request_target& target) {
    if (method == "CONNECT") return parse_connect(target);
    target.authority = {};
    if (target.text.front() == '/') {
        target.form = target_form::origin;
        split_query(target.text, target);
        return true;
    }
    if (target.text == "*") {
        target.form = target_form::asterisk;
        target.path = target.query = {};
        return method == "OPTIONS";
    }
    return parse_absolute(target);
}

}  // namespace http_min::wire
