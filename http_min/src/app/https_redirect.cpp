// https_redirect.cpp -- a port that is http's own does not come along.
#include <http_min/app/https_redirect.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <string>

namespace http_min {

rt::task<> https_redirect::operator()(request& in, response& out, call_next next) const {
    if (in.scheme() != "http" || in.host().empty()) {
        co_await next();
        co_return;
    }
    std::string_view host = in.host();
    for (const std::string_view port : {":80", ":443"})
        if (host.ends_with(port)) host.remove_suffix(port.size());
    std::string url = "https://";
    url.append(host).append(in.head().target.path);
    if (!in.query().empty()) url.append("?").append(in.query());
    out.status = 307;
    out.headers.set("location", url);
}

}  // namespace http_min
