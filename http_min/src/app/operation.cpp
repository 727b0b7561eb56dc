// operation.cpp -- a failure is shown to what the request has opened, before anybody makes an answer of it.
#include <exception>
#include <http_min/app/operation.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/request_scope.hpp>

namespace http_min {

rt::task<> operation::run_in_scope(const route& at, request& in, response& out) const {
    request_scope& scope = in.open_scope(out);
    std::exception_ptr failure;
    try {
        co_await answer(at, in, out);
    } catch (...) {
        failure = std::current_exception();
    }
    if (failure) {
        failure = co_await scope.fail(std::move(failure));
        in.close_scope();
        std::rethrow_exception(std::move(failure));
    }
}

}  // namespace http_min
