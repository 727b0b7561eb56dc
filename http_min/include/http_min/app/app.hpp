// app -- routes and what to do with a request: the object a user's main() builds and serves.
//
//   http_min::app api{{.title = "Shop", .version = "1.0"}};
//   api.get<"/items/{item_id}">([](path<"item_id", int> id) -> rt::task<json> { co_return json(*id); });
//
// A handler that returns rt::task<T> runs on the loop; one that returns plain T runs on the thread pool.
// Errors:    handle() lets none through but rt::cancelled: each becomes a response.
// Lifetime:  outlives every request it handles. Handlers live in it: one may be a capturing coroutine.
// Threads:   built by one; then handle() may run on many at once, and so may the handlers.
#pragma once

#include <functional>
#include <http_min/app/body.hpp>
#include <http_min/app/cookie.hpp>
#include <http_min/app/endpoint.hpp>
#include <http_min/app/form.hpp>
#include <http_min/app/header.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/path.hpp>
#include <http_min/app/query.hpp>
#include <http_min/app/route_checks.hpp>
#include <http_min/app/router.hpp>
#include <http_min/app/text_response.hpp>
#include <http_min/app/text_rules.hpp>
#include <http_min/app/upload.hpp>
#include <memory>
#include <rt/core/task.hpp>
#include <string>
#include <string_view>

namespace http_min {

struct app_options {
    std::string_view title = "FastAPI";  // what FastAPI says by default
    std::string_view version = "0.1.0";
    bool redirect_slashes = true;  // "/items/" for "/items" is a 307 and not a 404
};

class app {
  public:
    explicit app(app_options options = {})
        : title_(options.title), version_(options.version), redirect_slashes_(options.redirect_slashes) {}

    template <fixed_string Path, class Handler>
    void get(Handler handler, route_options options = {}) {
        add<Path>("GET", std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void post(Handler handler, route_options options = {}) {
        add<Path>("POST", std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void put(Handler handler, route_options options = {}) {
        add<Path>("PUT", std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void patch(Handler handler, route_options options = {}) {
        add<Path>("PATCH", std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void delete_(Handler handler, route_options options = {}) {  // `delete` is C++'s own word
        add<Path>("DELETE", std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void options(Handler handler, route_options options = {}) {
        add<Path>("OPTIONS", std::move(handler), options);
    }
    template <fixed_string Path, class Handler>
    void head(Handler handler, route_options options = {}) {
        add<Path>("HEAD", std::move(handler), options);
    }

    // For the server and the test client: answers one request. `out` is cleared first; what it holds
    // afterwards goes out by wire::append_response. REQUIRES: `in` and `out` outlive the task.
    rt::task<> handle(request& in, response& out) const;

    // For the same two, once the response is sent, if in.unfinished(): runs the background tasks, then closes what
    // dependencies have opened. Lets nothing through but rt::cancelled, after it has closed them.
    rt::task<> finish(request& in, response& out) const;

    // Where the text of an unhandled exception goes; without one, to stderr. The client sees only a 500.
    // Called from whichever thread handles the request.
    using error_log = std::function<void(std::string_view text)>;
    void log_errors_to(error_log log) { log_error_ = std::move(log); }

    const std::string& title() const { return title_; }
    const std::string& version() const { return version_; }
    const router& routes() const { return router_; }

  private:
    template <fixed_string Path, class Handler>
    void add(std::string_view method, Handler handler, route_options options) {
        constexpr detail::route_rule broken = detail::first_broken_rule<Path, Handler>();
        if constexpr (broken == detail::route_rule::none)
            router_.add(std::make_unique<endpoint<Path, Handler>>(method, std::move(handler), options));
        else
            detail::explain<broken, Path, Handler>();
    }

    void answer_no_route(const request& in, response& out, const router::found& found) const;
    template <class Error>
    void answer_error(response& out, const Error& error) const;
    void answer_unhandled(response& out, std::string_view what) const;
    void log_unhandled(std::string_view what) const;

    router router_;
    std::string title_;
    std::string version_;
    bool redirect_slashes_;
    error_log log_error_;
};

}  // namespace http_min
