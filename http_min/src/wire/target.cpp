// target.cpp -- the four forms of a request-target, and what a host may look like.
//
//   authority  = host [ ":" *DIGIT ]                             RFC 3986 section 3.2, without userinfo (RFC 9110, 4.2.4)
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

bool valid_reg_name(std::string_view host) {
    for (std::size_t i = 0; i < host.size(); ++i) {
        if (grammar::in(host_text, host[i])) continue;
        const bool escape = host[i] == '%' && i + 2 < host.size() && grammar::hex_value(host[i + 1]) >= 0 &&
                            grammar::hex_value(host[i + 2]) >= 0;
        if (!escape) return false;
        i += 2;
    }
    return true;
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
    const std::size_t mark = text.find('?');
    target.path = text.substr(0, mark);
    if (mark != std::string_view::npos) target.query = text.substr(mark + 1);
}

std::optional<request_target> parse_absolute(request_target target) {
    const std::size_t colon = target.text.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    const std::string_view scheme = target.text.substr(0, colon);
    if (!same_name(scheme, "http") && !same_name(scheme, "https")) return std::nullopt;
    const std::string_view rest = target.text.substr(colon + 3);
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    target.form = target_form::absolute;
    target.authority = rest.substr(0, end);
    split_query(rest.substr(end), target);
    if (target.path.empty()) target.path = "/";
    if (target.authority.empty() || target.authority.front() == ':') return std::nullopt;  // an http URL has a host
    if (!valid_authority(target.authority)) return std::nullopt;
    return target;
}

std::optional<request_target> parse_connect(request_target target) {
    const std::size_t colon = target.text.rfind(':');
    if (colon == std::string_view::npos || colon == 0 || colon + 1 == target.text.size()) return std::nullopt;
    if (!valid_authority(target.text)) return std::nullopt;
    target.form = target_form::authority;
    target.authority = target.text;
    return target;
}

}  // namespace

bool valid_authority(std::string_view text) {
    if (!text.empty() && text.front() == '[') {
        const std::size_t end = text.find(']');
        if (end == std::string_view::npos || !valid_ip_literal(text.substr(1, end - 1))) return false;
        text.remove_prefix(end + 1);
        return text.empty() || (text.front() == ':' && valid_port(text.substr(1)));
    }
    const std::size_t colon = text.find(':');
    if (colon != std::string_view::npos && !valid_port(text.substr(colon + 1))) return false;
    return valid_reg_name(text.substr(0, colon));
}

std::optional<request_target> parse_target(std::string_view method, std::string_view text) {
    request_target target;
    target.text = text;
    if (method == "CONNECT") return parse_connect(target);
    if (text.front() == '/') {
        split_query(text, target);
        return target;
    }
    if (text == "*") {
        target.form = target_form::asterisk;
        return method == "OPTIONS" ? std::optional{target} : std::nullopt;
    }
    return parse_absolute(target);
}

}  // namespace http_min::wire
