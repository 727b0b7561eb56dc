// app.cpp -- from a request to a response: find the route, run it, make an answer of whatever is thrown.
#include <cstdio>
#include <http_min/app/app.hpp>
#include <http_min/app/http_exception.hpp>
#include <http_min/app/request_scope.hpp>
#include <http_min/app/slash_redirect.hpp>
#include <http_min/wire/status.hpp>
#include <rt/core/cancelled.hpp>

namespace http_min {

rt::task<> app::handle(request& in, response& out) const {
    out.clear();
    try {
        const router::found found = router_.find(in.method(), in.path(), in.path_parameters());
        if (found.is == route_match::full) {
            out.status = found.where->options().status;
            co_await found.where->run(in, out);
        } else {
            answer_no_route(in, out, found);
        }
    } catch (const rt::cancelled&) {
        throw;  // the client has left: there is nobody to answer
    } catch (const http_exception& error) {
        answer_error(out, error);
    } catch (const request_validation_error& error) {
        answer_error(out, error);
    } catch (const std::exception& error) {
        in.note_unhandled(std::current_exception());
        answer_unhandled(out, error.what());
    } catch (...) {
        in.note_unhandled(std::current_exception());
        answer_unhandled(out, "an exception that is no std::exception");
    }
    if (!wire::is_final_status(out.status))
        answer_unhandled(out, "the status of a response is 101 or from 200 to 599");
}

rt::task<> app::finish(request& in, response&) const {
    if (!in.unfinished()) co_return;
    const std::exception_ptr failure = co_await in.scope()->finish();
    in.close_scope();
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (const rt::cancelled&) {
        throw;
    } catch (const std::exception& error) {
        log_unhandled(error.what());
    } catch (...) {
        log_unhandled("an exception that is no std::exception");
    }
}

// What a handler has put into its error may have no JSON either.
template <class Error>
void app::answer_error(response& out, const Error& error) const try {
    error.write_to(out);
} catch (const std::exception& broken) {
    answer_unhandled(out, broken.what());
}

void app::answer_no_route(const request& in, response& out, const router::found& found) const {
    if (found.is == route_match::partial) {
        http_exception not_allowed(405);
        not_allowed.headers.set("allow", found.where->method());
        return not_allowed.write_to(out);
    }
    if (redirect_slashes_ && redirect_slash(router_, in, out)) return;
    http_exception(404).write_to(out);
}

void app::answer_unhandled(response& out, std::string_view what) const {
    log_unhandled(what);
    out.clear();
    out.status = 500;
    out.headers.set("content-type", "text/plain; charset=utf-8");
    out.body = "Internal Server Error";
}

void app::log_unhandled(std::string_view what) const {
    if (log_error_)
        log_error_(what);
    else
        std::fprintf(stderr, "unhandled exception: %.*s\n", static_cast<int>(what.size()), what.data());
}

}  // namespace http_min
