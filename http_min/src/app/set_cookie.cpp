// set_cookie.cpp -- attributes in the order of their names, as Python's http.cookies writes them.
#include <chrono>
#include <http_min/app/set_cookie.hpp>
#include <http_min/wire/date.hpp>
#include <stdexcept>
#include <string>

namespace http_min {

namespace {

constexpr std::string_view letters_and_digits =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
constexpr std::string_view name_marks = "!#$%&'*+-.^_`|~";

bool is_one_of(char c, std::string_view set, std::string_view more) {
    return set.find(c) != set.npos || more.find(c) != more.npos;
}

bool is_legal_name(std::string_view name) {
    for (const char c : name)
        if (!is_one_of(c, letters_and_digits, name_marks)) return false;
    return !name.empty();
}

// As it is, or in quotes with \" \\ and \ooo inside.
std::string coded(std::string_view value) {
    bool plain = !value.empty();
    for (const char c : value) plain = plain && is_one_of(c, letters_and_digits, "!#$%&'*+-.^_`|~:");
    if (plain) return std::string(value);
    std::string text = "\"";
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            text += {'\\', c};
        } else if (is_one_of(c, letters_and_digits, "!#$%&'*+-.^_`|~: ()/<=>?@[]{}")) {
            text += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            const auto digit = [byte](int shift) { return static_cast<char>('0' + ((byte >> shift) & 7)); };
            text += {'\\', digit(6), digit(3), digit(0)};
        }
    }
    return text + '"';
}

void add_attribute(std::string& line, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    if (value.find(';') != value.npos) throw std::invalid_argument("an attribute of a cookie holds no ';'");
    line.append("; ").append(name).append("=").append(value);
}

}  // namespace

void set_cookie(response& out, std::string_view name, std::string_view value, const cookie_options& options) {
    if (!is_legal_name(name)) throw std::invalid_argument("the name of a cookie is a token");
    std::string line(name);
    line.append("=").append(coded(value));
    add_attribute(line, "Domain", options.domain);
    add_attribute(line, "expires", options.expires);
    if (options.http_only) line += "; HttpOnly";
    if (options.max_age) add_attribute(line, "Max-Age", std::to_string(*options.max_age));
    add_attribute(line, "Path", options.path);
    add_attribute(line, "SameSite", options.same_site);
    if (options.secure) line += "; Secure";
    out.headers.add("set-cookie", line);
}

void delete_cookie(response& out, std::string_view name, cookie_options options) {
    const wire::imf_fixdate now =
        wire::format_date(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    options.max_age = 0;
    options.expires = std::string_view(now.data(), now.size());
    set_cookie(out, name, "", options);
}

}  // namespace http_min
