// app -- routes and what to do with a request: the object a user's main() builds and serves.
//
//   http_min::app api{{.title = "Shop", .version = "1.0"}};
//   api.get<"/items/{item_id}">([](path<"item_id", int> id) -> rt::task<json> { co_return json(*id); });
//
// Errors:    handle() lets none through but rt::cancelled: each becomes a response.
// Lifetime:  outlives every request it handles, and so does what it is given by reference.
// Threads:   built by one; then handle() may run on many at once, and so may the handlers.
#pragma once

#include <functional>
#include <http_min/app/body.hpp>
#include <http_min/app/cookie.hpp>
#include <http_min/app/dep.hpp>
#include <http_min/app/dependency_overrides.hpp>
#include <http_min/app/exception_handlers.hpp>
#include <http_min/app/form.hpp>
#include <http_min/app/header.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/implied_methods.hpp>
#include <http_min/app/lifespan.hpp>
#include <http_min/app/middleware.hpp>
#include <http_min/app/mounted.hpp>
#include <http_min/app/openapi.hpp>
#include <http_min/app/path.hpp>
#include <http_min/app/query.hpp>
#include <http_min/app/redirect.hpp>
#include <http_min/app/returns.hpp>
#include <http_min/app/router.hpp>
#include <http_min/app/set_cookie.hpp>
#include <http_min/app/text_response.hpp>
#include <http_min/app/text_rules.hpp>
#include <http_min/app/upload.hpp>
#include <http_min/app/websocket.hpp>
#include <memory>
#include <rt/core/task.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace http_min {

struct app_options {
    std::string_view title = "FastAPI";  // what FastAPI says by default
    std::string_view version = "0.1.0";
    std::string_view summary = {};
    std::string_view description = {};
    std::string_view terms_of_service = {};
    contact_person contact = {};
    license_name license = {};
    few<tag_description, 16> tags = {};              // {{"items", "What can be bought"}}
    std::string_view openapi_url = "/openapi.json";  // empty: neither the document nor its pages
    std::string_view docs_url = "/docs";
    std::string_view redoc_url = "/redoc";
    bool redirect_slashes = true;       // "/items/" for "/items" is a 307 and not a 404
    bool head_with_get = false;         // HEAD is answered where GET is, and not a 405
    bool answer_options = false;        // OPTIONS of a path that exists is a 204 with Allow, and not a 405
    dependency_list dependencies = {};  // of every route
};

class app : public router, public mounted {
  public:
    explicit app(const app_options& options = {});

    // One more layer around everything: middleware.hpp.
    template <class Layer>
    void middleware(Layer layer) {
        if constexpr (detail::middleware_layer<Layer>)
            layers_.push_back(std::move(layer));
        else
            static_cast<void>(sizeof(detail::middleware_is_a_layer<Layer>));
    }

    // Answers for exceptions of a type and those derived from it: exception_handler.hpp. Of std::exception: for
    // what nobody else answers for, from outside the middleware.
    template <class Error, class Handler>
    void on_exception(Handler handler) {
        if constexpr (!detail::exception_answer<Handler, Error>)
            static_cast<void>(sizeof(detail::exception_handler_answers<Handler, Error>));
        else if constexpr (std::is_same_v<Error, std::exception>)
            handlers_.set_last_resort(make_handler<Error>(std::move(handler)));
        else
            handlers_.add(make_handler<Error>(std::move(handler)));
    }

    // The same for http_exceptions of one status, also a route's that is missing; 500 stands for std::exception.
    template <int Status, class Handler>
    void on_exception(Handler handler) {
        if constexpr (Status == 500)
            on_exception<std::exception>(std::move(handler));
        else if constexpr (detail::exception_answer<Handler, http_exception>)
            handlers_.add_for_status(Status, make_handler<http_exception>(std::move(handler)));
        else
            static_cast<void>(sizeof(detail::exception_handler_answers<Handler, http_exception>));
    }

    // For tests: `instead` is called where `F` is depended on, in every route: dependency_overrides.hpp.
    template <auto F, class Replacement>
    void override_dependency(Replacement instead) {
        overrides_.set<F>(std::move(instead));
    }
    void clear_dependency_overrides() { overrides_.clear(); }

    // Before the first request and after the last: lifespan.hpp.
    template <detail::lifespan_hook Hook>
    void on_startup(Hook hook) {
        lifespan_->add(std::make_unique<detail::startup_stage>(detail::as_task(std::move(hook))));
    }
    template <detail::lifespan_hook Hook>
    void on_shutdown(Hook hook) {
        lifespan_->at_end(detail::as_task(std::move(hook)));
    }
    template <class Body>
    void lifespan(Body body) {
        lifespan_->add(std::make_unique<detail::generator_stage<Body>>(std::move(body)));
    }

    // For the server and the test client: once before the first request, once after the last. A mounted app's own are
    // not run: where they are wanted, api.on_startup([&] { return other.start(); }) says so.
    rt::task<> start() const { return lifespan_->start(*state_); }
    rt::task<> stop() const { return lifespan_->stop(); }

    // For the server and the test client: answers one request. `out` is cleared first; what it holds
    // afterwards goes out by wire::append_response; a WebSocket that was accepted is closed then. REQUIRES: `in` and
    // `out` outlive the task.
    rt::task<> handle(request& in, response& out) const override;

    // For the server: whether a route answers this path and method. A client that waits to be asked for its body is not asked
    // where none does; a middleware that answers in its stead sees an empty body.
    bool has_route(request& in) const {
        return routes().find(in.method(), in.route_path(), in.path_parameters()).is == route_match::full;
    }

    // For the same two, once the response is sent, if in.unfinished(): runs the background tasks, then closes what
    // dependencies have opened. Lets nothing through but rt::cancelled, after it has closed them.
    rt::task<> finish(request& in, response& out) const;

    // Where the text of an unhandled exception goes; without one, to stderr. The client sees only a 500.
    // Called from whichever thread handles the request.
    using error_log = std::function<void(std::string_view text)>;
    void log_errors_to(error_log log) { log_error_ = std::move(log); }
    void log_unhandled(const std::exception_ptr& thrown) const;  // rethrows rt::cancelled

    // What all handlers share, by type: what the lifespan lends, and what the user does.
    state_table& state() const { return *state_; }

    const std::string& title() const { return title_; }
    const std::string& version() const { return version_; }

  private:
    friend class call_next;

    template <class Error, class Handler>
    static std::unique_ptr<exception_handler> make_handler(Handler handler) {
        return std::make_unique<detail::typed_exception_handler<Error, Handler>>(std::move(handler));
    }

    void add_docs(const app_options& options);
    rt::task<> descend(std::size_t depth, request& in, response& out) const;
    rt::task<> converse(http_min::websocket& socket, request& in, response& out) const;
    rt::task<> answer_error(std::exception_ptr thrown, request& in, response& out, bool outermost) const;
    rt::task<> answer_unhandled(std::exception_ptr thrown, request& in, response& out) const;
    std::exception_ptr answer_no_route(const request& in, response& out,
                                       const route_table::found& found) const;

    std::string title_;
    std::string version_;
    bool redirect_slashes_;
    implied_methods implied_;
    std::vector<http_min::middleware> layers_;  // the last is the outermost
    exception_handlers handlers_;
    dependency_overrides overrides_;
    std::unique_ptr<state_table> state_;
    std::unique_ptr<http_min::lifespan> lifespan_;
    error_log log_error_;
};

}  // namespace http_min
