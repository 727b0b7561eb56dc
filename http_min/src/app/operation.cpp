// operation.cpp -- a failure is shown to what the request has opened, before anybody makes an answer of it.
#include <exception>
#include <http_min/app/operation.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/request_scope.hpp>
#include <http_min/app/route.hpp>
#include <http_min/app/websocket.hpp>

namespace http_min {

rt::task<> operation::run_in_scope(const route& at, request& in, response& out) const {
    request_scope& scope = in.open_scope(out);
    std::exception_ptr failure;
    try {
        for (const dependency* each : at.options().dependencies) {
            const wanted_dependency wanted{each, true, nullptr};
            co_await scope.solve_all({&wanted, 1});
        }
        co_await answer(at, in, out);
    } catch (...) {
        failure = std::current_exception();
    }
    if (!failure) co_return;
    if (websocket* const socket = in.as_websocket()) co_await detail::close_after(*socket, failure);
    // What is mounted here may have closed the scope itself.
    if (in.unfinished()) {
        failure = co_await in.scope()->fail(std::move(failure));
    }
    in.close_scope();
    std::rethrow_exception(std::move(failure));
}

}  // namespace http_min
