// cors.cpp -- the answers are those of Starlette's CORSMiddleware, whose users' scripts look at them.
#include <algorithm>
#include <http_min/app/cors.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/text_response.hpp>
#include <http_min/app/vary.hpp>

namespace http_min {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::string joined(const std::vector<std::string>& list) {
    std::string text;
    for (const std::string& each : list) text.append(text.empty() ? "" : ", ").append(each);
    return text;
}

std::string_view next_name(std::string_view& list) {
    std::string_view one = list.substr(0, list.find(','));
    list.remove_prefix(std::min(list.size(), one.size() + 1));
    while (one.starts_with(' ')) one.remove_prefix(1);
    while (one.ends_with(' ')) one.remove_suffix(1);
    return one;
}

}  // namespace

cors::cors(cors_options options)
    : options_(std::move(options)),
      every_origin_(contains(options_.allow_origins, "*")),
      every_header_(contains(options_.allow_headers, "*")) {
    if (contains(options_.allow_methods, "*"))
        options_.allow_methods = {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"};
    for (const char* const always : {"Accept", "Accept-Language", "Content-Language", "Content-Type"})
        if (!allows_header(always)) options_.allow_headers.push_back(always);
    std::sort(options_.allow_headers.begin(), options_.allow_headers.end());
    methods_ = joined(options_.allow_methods);
    headers_ = joined(options_.allow_headers);
    exposed_ = joined(options_.expose_headers);
}

bool cors::allows_origin(std::string_view origin) const {
    return every_origin_ || contains(options_.allow_origins, origin);
}

bool cors::allows_header(std::string_view name) const {
    return every_header_ || std::any_of(options_.allow_headers.begin(), options_.allow_headers.end(),
                                        [&](const std::string& each) { return wire::same_name(each, name); });
}

rt::task<> cors::operator()(request& in, response& out, call_next next) const {
    const auto origin = in.header("origin");
    if (origin && in.method() == "OPTIONS" && in.header("access-control-request-method")) {
        answer_preflight(in, *origin, out);
        co_return;
    }
    co_await next();
    if (!every_origin_)
        add_vary(out, "Origin");  // on every answer: a cache must not hand one to another origin
    if (origin && allows_origin(*origin)) allow(*origin, out);
}

// "*" is no answer to a request with cookies: the browser wants to see its origin named.
void cors::allow(std::string_view origin, response& out) const {
    const bool by_name = !every_origin_ || options_.allow_credentials;
    out.headers.set("access-control-allow-origin", by_name ? origin : "*");
    if (by_name) add_vary(out, "Origin");
    if (options_.allow_credentials) out.headers.set("access-control-allow-credentials", "true");
    if (!exposed_.empty()) out.headers.set("access-control-expose-headers", exposed_);
}

void cors::answer_preflight(const request& in, std::string_view origin, response& out) const {
    std::string refused;
    const auto refuse = [&](std::string_view what) {
        refused.append(refused.empty() ? "" : ", ").append(what);
    };

    const bool known = allows_origin(origin);
    if (!known) refuse("origin");
    if (!contains(options_.allow_methods, *in.header("access-control-request-method"))) refuse("method");
    const std::string_view wanted = in.header("access-control-request-headers").value_or("");
    for (std::string_view left = wanted; !left.empty();) {
        if (allows_header(next_name(left))) continue;
        refuse("headers");
        break;
    }
    const bool private_network = in.header("access-control-request-private-network") == "true";
    if (private_network && !options_.allow_private_network) refuse("private-network");

    if (refused.empty())
        text("OK").write_to(out);
    else
        text("Disallowed CORS " + refused, 400).write_to(out);
    if (!every_origin_ || options_.allow_credentials) add_vary(out, "Origin");
    if (known) allow(origin, out);
    out.headers.set("access-control-allow-methods", methods_);
    out.headers.set("access-control-max-age", std::to_string(options_.max_age));
    if (every_header_ && !wanted.empty())
        out.headers.set("access-control-allow-headers", wanted);
    else if (!every_header_)
        out.headers.set("access-control-allow-headers", headers_);
    if (private_network && options_.allow_private_network)
        out.headers.set("access-control-allow-private-network", "true");
}

}  // namespace http_min
