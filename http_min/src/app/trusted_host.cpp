// trusted_host.cpp -- names are compared without their port, and without regard to case.
#include <algorithm>
#include <http_min/app/request.hpp>
#include <http_min/app/text_response.hpp>
#include <http_min/app/trusted_host.hpp>

namespace http_min {

namespace {

std::string_view without_port(std::string_view host) {
    const std::size_t bracket = host.find(']');  // [::1]:8000
    const std::size_t colon = host.find(':', bracket == host.npos ? 0 : bracket);
    return host.substr(0, colon);
}

bool fits(std::string_view pattern, std::string_view host) {
    if (pattern == "*") return true;
    if (!pattern.starts_with("*.")) return wire::same_name(pattern, host);
    pattern.remove_prefix(1);
    return host.size() > pattern.size() &&
           wire::same_name(host.substr(host.size() - pattern.size()), pattern);
}

}  // namespace

bool trusted_host::allows(std::string_view host) const {
    return std::any_of(allowed_.begin(), allowed_.end(),
                       [&](const std::string& each) { return fits(each, host); });
}

rt::task<> trusted_host::operator()(request& in, response& out, call_next next) const {
    const std::string_view host = without_port(in.host());
    if (allows(host)) {
        co_await next();
        co_return;
    }
    const std::string with_www = "www." + std::string(host);
    const bool only_www_is_missing =
        std::any_of(allowed_.begin(), allowed_.end(),
                    [&](const std::string& each) { return wire::same_name(each, with_www); });
    if (!only_www_is_missing || host.empty()) {
        text("Invalid host header", 400).write_to(out);
        co_return;
    }
    std::string url(in.scheme());
    url.append("://www.").append(in.host()).append(in.head().target.path);
    if (!in.query().empty()) url.append("?").append(in.query());
    out.status = 307;
    out.headers.set("location", url);
}

}  // namespace http_min
