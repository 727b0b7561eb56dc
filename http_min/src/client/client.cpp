#include <http_min/client/client.hpp>
#include <rt/net/resolver.hpp>

#include "exchange.hpp"

namespace http_min {

rt::task<client::answer> client::get(std::string url) {
    client_request what("GET", std::move(url));
    co_return co_await send(what, nullptr);
}

rt::task<client::answer> client::post(std::string url, std::string body, std::string media_type) {
    client_request what("POST", std::move(url));
    what.body = std::move(body);
    what.headers.set("content-type", media_type);
    co_return co_await send(what, nullptr);
}

rt::task<client::answer> client::request(client_request what) { co_return co_await send(what, nullptr); }

rt::task<client::answer> client::request(client_request what, pieces body) {
    co_return co_await send(what, &body);
}

// A kept connection may have been closed by its server meanwhile. If it says nothing at all, the question goes out once
// more on a new one: but not a body that is made while it is sent, and nothing that may have had an effect.
rt::task<client::answer> client::send(client_request& what, pieces* body) {
    const std::optional<client_url> where = client_url::parse(what.url);
    if (!where) co_return std::errc::invalid_argument;
    const std::string authority(where->authority);
    const bool may_repeat = what.method == "GET" || what.method == "HEAD" || what.method == "OPTIONS";
    if (may_repeat && body == nullptr) {
        std::optional<rt::stream> kept = pool_.take(authority);
        if (kept) {
            detail::exchange talk(std::move(*kept), options_.message);
            answer got = co_await talk.run(what, *where, nullptr);
            if (talk.may_go_on()) pool_.keep(authority, talk.take_server());
            if (got || !talk.was_stale()) co_return got;
        }
    }
    auto connected = co_await rt::connect(std::string(where->host), where->port);
    if (!connected) co_return connected.error();
    detail::exchange talk(std::move(*connected), options_.message);
    answer got = co_await talk.run(what, *where, body);
    if (talk.may_go_on()) pool_.keep(authority, talk.take_server());
    co_return got;
}

}  // namespace http_min
