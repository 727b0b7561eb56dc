// security.cpp -- RFC 7617 and 6750: a scheme's name knows no upper and lower case; an empty token is none.
#include <array>
#include <cstdint>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/query.hpp>
#include <http_min/app/security.hpp>
#include <http_min/wire/cookie.hpp>
#include <http_min/wire/header_view.hpp>
#include <http_min/wire/url.hpp>

namespace http_min::detail {

namespace {

struct authorization {
    std::string_view scheme;
    std::string_view credentials;
};

std::optional<authorization> find_authorization(const request& in, std::string_view scheme) {
    const auto text = in.header("authorization");
    if (!text) return std::nullopt;
    const std::size_t blank = text->find(' ');
    if (blank == text->npos) return std::nullopt;
    const authorization found{text->substr(0, blank), text->substr(blank + 1)};
    if (found.credentials.empty() || !wire::same_name(found.scheme, scheme)) return std::nullopt;
    return found;
}

int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

// Whole groups of four digits, as RFC 4648 has them.
std::optional<std::string> decode_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
    std::string bytes;
    std::uint32_t bits = 0;
    int waiting = 0;  // bits that make no whole byte yet
    for (const char c : text) {
        const int digit = base64_digit(c);
        if (digit < 0) return std::nullopt;
        bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xFFFFFF;
        waiting += 6;
        if (waiting < 8) continue;
        waiting -= 8;
        bytes += static_cast<char>(bits >> waiting & 0xFF);
    }
    return bytes;
}

std::optional<std::string> not_empty(std::optional<std::string_view> text) {
    if (!text || text->empty()) return std::nullopt;
    return std::string(*text);
}

[[noreturn]] void refuse(json detail, std::string_view challenge) {
    http_exception refused(401, std::move(detail));
    refused.headers.set("www-authenticate", challenge);
    throw refused;
}

}  // namespace

std::optional<basic_credentials> find_basic(const request& in) {
    const auto shown = find_authorization(in, "basic");
    if (!shown) return std::nullopt;
    const std::optional<std::string> text = decode_base64(shown->credentials);
    const std::size_t colon = text ? text->find(':') : std::string::npos;
    if (colon == std::string::npos) refuse("Invalid authentication credentials", "Basic");
    return basic_credentials{wire::to_valid_utf8(text->substr(0, colon)),
                             wire::to_valid_utf8(text->substr(colon + 1))};
}

std::optional<bearer_credentials> find_bearer(const request& in) {
    const auto shown = find_authorization(in, "bearer");
    if (!shown) return std::nullopt;
    return bearer_credentials{std::string(shown->scheme), std::string(shown->credentials)};
}

std::optional<std::string> find_query_key(const request& in, std::string_view name) {
    std::string scratch;
    return not_empty(last_query_value(in.query(), name, scratch));
}

std::optional<std::string> find_header_key(const request& in, std::string_view name) {
    return not_empty(in.header(name));
}

std::optional<std::string> find_cookie_key(const request& in, std::string_view name) {
    const auto found = wire::find_cookie(in.headers(), name);
    if (!found || found->empty()) return std::nullopt;
    return std::string(*found);
}

void not_authenticated(std::string_view challenge) { refuse("Not authenticated", challenge); }

}  // namespace http_min::detail
