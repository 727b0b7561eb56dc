// handler_call.cpp -- solve, read, call, write.
#include <http_min/app/handler_call.hpp>
#include <http_min/app/request.hpp>
#include <http_min/app/request_scope.hpp>
#include <rt/loop/run_blocking.hpp>

namespace http_min::detail {

namespace {

void work_of(handler_call* call) { call->work(); }

rt::task<> perform_after_dependencies(std::unique_ptr<handler_call> call, request& in, response& out) {
    co_await in.scope()->solve_all(call->wanted());
    call->read(in, out);
    handler_call& it = *call;
    auto rest = it.begin(std::move(call), in, out);
    co_await std::move(rest);
}

}  // namespace

rt::task<> handler_call::write(request&, response&) { co_return; }

rt::task<> perform(std::unique_ptr<handler_call> call, request& in, response& out) {
    if (!call->wanted().empty()) return perform_after_dependencies(std::move(call), in, out);
    call->read(in, out);
    handler_call& it = *call;
    return it.begin(std::move(call), in, out);
}

rt::task<> work_in_pool(std::unique_ptr<handler_call> call, request& in, response& out) {
    co_await rt::run_blocking(&work_of, call.get());
    auto rest = call->write(in, out);
    co_await std::move(rest);
}

}  // namespace http_min::detail
