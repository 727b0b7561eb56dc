// app.cpp -- from a request to a response: through the middleware, find the route, run it, make an answer of
// whatever is thrown.
#include <cstdio>
#include <http_min/app/app.hpp>
#include <http_min/app/docs.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/request_scope.hpp>
#include <http_min/app/slash_redirect.hpp>
#include <http_min/app/validation_error.hpp>
#include <http_min/wire/status.hpp>
#include <rt/core/cancelled.hpp>
#include <stdexcept>

namespace http_min {

namespace {

router_options options_of_all_routes(const app_options& options) {
    router_options all;
    all.dependencies = options.dependencies;
    return all;
}

void check_status(const response& out) {
    if (!wire::is_final_status(out.status))
        throw std::logic_error("the status of a response is 101 or from 200 to 599");
}

// The two errors that every app has an answer for. RETURNS false for others. What a handler has put into its error
// may have no JSON: that comes out.
bool write_known_error(const std::exception_ptr& thrown, response& out) {
    try {
        std::rethrow_exception(thrown);
    } catch (const http_exception& error) {
        error.write_to(out);
    } catch (const request_validation_error& error) {
        error.write_to(out);
    } catch (...) {
        return false;
    }
    return true;
}

}  // namespace

app::app(const app_options& options)
    : router(options_of_all_routes(options)),
      title_(options.title),
      version_(options.version),
      redirect_slashes_(options.redirect_slashes),
      implied_(options.head_with_get, options.answer_options),
      state_(std::make_unique<state_table>()),
      lifespan_(std::make_unique<http_min::lifespan>()) {
    add_docs(options);
}

void app::add_docs(const app_options& options) {
    openapi_info info{title_,
                      version_,
                      std::string(options.summary),
                      std::string(options.description),
                      std::string(options.terms_of_service),
                      options.contact,
                      options.license,
                      options.tags};
    const docs_urls at{std::string(options.openapi_url), std::string(options.docs_url),
                       std::string(options.redoc_url)};
    for (docs_route& each : docs_routes(std::move(info), at, routes()))
        add_apart(std::move(each.path), {"GET", "HEAD"}, std::move(each.leads_to));
}

rt::task<> app::handle(request& in, response& out) const {
    out.clear();
    in.set_overrides(overrides_.empty() ? nullptr : &overrides_);
    in.set_app_state(*state_);
    return descend(layers_.size(), in, out);
}

rt::task<> app::finish(request& in, response&) const {
    if (!in.unfinished()) co_return;
    const std::exception_ptr failure = co_await in.scope()->finish();
    in.close_scope();
    if (failure) log_unhandled(failure);
}

rt::task<> call_next::operator()() const { return api_->descend(depth_, *in_, *out_); }

// From layer `depth` inwards; 0 is the routes. What is thrown there is answered there, so that the layers around see
// a response; what nobody answers for goes on outwards.
rt::task<> app::descend(std::size_t depth, request& in, response& out) const {
    const bool outermost = depth == layers_.size();
    std::exception_ptr thrown;
    try {
        if (depth > 0) {
            co_await layers_[depth - 1](in, out, call_next(*this, depth - 1, in, out));
        } else if (http_min::websocket* const socket = in.as_websocket()) {
            co_await converse(*socket, in, out);
        } else {
            const route_table::found found = implied_.find(routes(), in);
            if (found.is == route_match::full) {
                out.status = found.where->options().status;
                in.finish_without_client(found.where->options().finish_without_client);
                co_await found.where->run(in, out);
            } else {
                thrown = answer_no_route(in, out, found);
            }
        }
        if (outermost && !thrown) check_status(out);
    } catch (const rt::cancelled&) {
        throw;  // the client has left: there is nobody to answer
    } catch (...) {
        thrown = std::current_exception();
    }
    if (!thrown) co_return;
    co_await answer_error(std::move(thrown), in, out, outermost);
}

// RETURNS what a handler of the user's wants to answer for.
std::exception_ptr app::answer_no_route(const request& in, response& out,
                                        const route_table::found& found) const {
    if (found.is == route_match::none && redirect_slashes_ && redirect_slash(routes(), in, out))
        return nullptr;
    if (found.is == route_match::partial && implied_.answer(routes(), in, out)) return nullptr;
    http_exception error(found.is == route_match::partial ? 405 : 404);
    if (found.is == route_match::partial)
        error.headers.set("allow", implied_.allowed(routes(), in.route_path()));
    if (!handlers_.empty()) return std::make_exception_ptr(std::move(error));
    error.write_to(out);
    return nullptr;
}

rt::task<> app::answer_error(std::exception_ptr thrown, request& in, response& out, bool outermost) const {
    std::exception_ptr unhandled;
    try {
        const exception_handlers::found found = handlers_.find(thrown);
        if (found.handler != nullptr)
            co_await found.handler->run(in, out, found.exception);
        else if (!write_known_error(thrown, out))
            unhandled = thrown;
        if (outermost && !unhandled) check_status(out);
    } catch (const rt::cancelled&) {
        throw;
    } catch (...) {
        unhandled = std::current_exception();
    }
    if (!unhandled) co_return;
    if (!outermost) std::rethrow_exception(unhandled);
    co_await answer_unhandled(std::move(unhandled), in, out);
}

rt::task<> app::answer_unhandled(std::exception_ptr thrown, request& in, response& out) const {
    log_unhandled(thrown);
    in.note_unhandled(thrown);
    std::exception_ptr also_broken;
    if (const exception_handler* const last = handlers_.last_resort()) {
        try {
            const void* const exception = last->takes(thrown);  // null: no std::exception
            if (exception != nullptr) {
                co_await last->run(in, out, exception);
                check_status(out);
                co_return;
            }
        } catch (const rt::cancelled&) {
            throw;
        } catch (...) {
            also_broken = std::current_exception();
        }
    }
    if (also_broken) log_unhandled(also_broken);
    out.clear();
    out.status = 500;
    out.headers.set("content-type", "text/plain; charset=utf-8");
    out.body = "Internal Server Error";
}

void app::log_unhandled(const std::exception_ptr& thrown) const {
    std::string what = "an exception that is no std::exception";
    try {
        std::rethrow_exception(thrown);
    } catch (const rt::cancelled&) {
        throw;
    } catch (const std::exception& error) {
        what = error.what();
    } catch (...) {
    }
    if (log_error_)
        log_error_(what);
    else
        std::fprintf(stderr, "unhandled exception: %s\n", what.c_str());
}

}  // namespace http_min
