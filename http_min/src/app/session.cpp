// session.cpp -- the cookie is read when a request begins, and written when the session is another at its end.
#include <chrono>
#include <http_min/app/request.hpp>
#include <http_min/app/response.hpp>
#include <http_min/app/session.hpp>
#include <http_min/app/signed_text.hpp>
#include <http_min/app/vary.hpp>
#include <http_min/wire/cookie.hpp>
#include <http_min/wire/parse_json.hpp>
#include <stdexcept>

namespace http_min {

sessions::sessions(session_options options) : options_(std::move(options)) {
    if (options_.secret_key.empty())
        throw std::invalid_argument("sessions are signed: they need a secret_key");
}

rt::task<> sessions::operator()(request& in, response& out, call_next next) const {
    session mine;
    mine.data_ = load(in);
    const json before = mine.data_;
    const state_loan<session> loan(in.state(), mine);
    co_await next();
    if (mine.data_ == before) co_return;
    save(mine, out);
    add_vary(out, "Cookie");
}

// Whatever is wrong with the cookie: an empty session.
json sessions::load(const request& in) const {
    const auto cookie = wire::find_cookie(in.headers(), options_.cookie);
    if (!cookie) return json::object();
    const auto payload = read_signed_text(*cookie, options_.secret_key, std::chrono::seconds(options_.max_age));
    if (!payload) return json::object();
    json data = json::parse(*payload, nullptr, false);
    return data.is_object() ? data : json::object();
}

void sessions::save(const session& changed, response& out) const {
    std::string line = options_.cookie + "=";
    if (changed.empty()) {
        line += "null" + attributes() + "; expires=Thu, 01 Jan 1970 00:00:00 GMT";
    } else {
        line += sign_text(to_text(changed.data()), options_.secret_key) + attributes();
        if (options_.max_age > 0) line += "; Max-Age=" + std::to_string(options_.max_age);
    }
    line += "; HttpOnly; SameSite=" + options_.same_site;
    if (options_.https_only) line += "; Secure";
    if (!options_.domain.empty()) line += "; Domain=" + options_.domain;
    out.headers.add("set-cookie", line);
}

std::string sessions::attributes() const { return "; path=" + options_.path; }

}  // namespace http_min
