#include <algorithm>
#include <charconv>
#include <exception>
#include <http_min/server/flag_checks.hpp>
#include <http_min/server/proxy_trust.hpp>
#include <http_min/wire/header_list.hpp>
#include <rt/net/address.hpp>
#include <utility>

namespace http_min {

namespace {

bool is_digits(const std::string& text, std::size_t most) {
    return !text.empty() && text.size() <= most && text.find_first_not_of("0123456789") == text.npos;
}

}  // namespace

flag_check not_a_number(long least, long most) {
    return [least, most](const std::string& text) -> std::string {
        if (is_digits(text, 9) && std::stol(text) >= least && std::stol(text) <= most) return {};
        return "'" + text + "' is not a number from " + std::to_string(least) + " to " + std::to_string(most);
    };
}

flag_check not_one_of(std::vector<std::string> words) {
    return [words = std::move(words)](const std::string& text) -> std::string {
        if (std::ranges::find(words, text) != words.end()) return {};
        std::string all;
        for (const std::string& each : words) all += (all.empty() ? "" : ", ") + each;
        return "'" + text + "' is none of " + all;
    };
}

// 18 digits always fit.
std::string not_a_count(const std::string& text) {
    if (is_digits(text, 18)) return {};
    return "'" + text + "' is not a number from 0 up";
}

// NaN is neither below nor above anything.
std::string not_seconds(const std::string& text) {
    double seconds = -1;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (wrong == std::errc() && end == text.data() + text.size() && seconds >= 0 && seconds <= 86'400)
        return {};
    return "'" + text + "' is not a number of seconds from 0 to 86400";
}

std::string not_an_address(const std::string& text) {
    if (rt::address::parse(text, 0)) return {};
    return "'" + text + "' is not a numeric address such as 127.0.0.1, 0.0.0.0 or ::1";
}

std::string not_proxies(const std::string& text) try {
    const proxy_trust read(text);
    return {};
} catch (const std::exception& e) {
    return e.what();
}

std::string not_a_header(const std::string& text) try {
    const std::size_t colon = text.find(':');
    if (colon == text.npos) return "'" + text + "' is not NAME:VALUE";
    wire::header_list list;
    list.add(text.substr(0, colon), text.substr(colon + 1));
    return {};
} catch (const std::exception& e) {
    return e.what();
}

}  // namespace http_min
