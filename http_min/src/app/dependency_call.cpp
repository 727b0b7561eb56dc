// dependency_call.cpp -- a dependency's own dependencies, its parameters, its call.
#include <http_min/app/dependency_call.hpp>
#include <http_min/app/request_scope.hpp>
#include <rt/loop/run_blocking.hpp>

namespace http_min {

rt::task<std::unique_ptr<held_value>> open_dependency(const dependency& of, request_scope& scope) {
    std::unique_ptr<detail::dependency_call> made = of.make(of.callable);
    bool right = true;
    const auto wanted = made->wanted();
    if (!wanted.empty()) {
        right = co_await scope.solve_all(wanted);
    }
    if (!made->try_read(scope) || !right) co_return nullptr;
    auto work = made->begin();
    co_await std::move(work);
    co_return made;
}

namespace detail {

rt::task<> dependency_call::work_here() {
    work();
    co_return;
}

rt::task<> dependency_call::work_in_pool() {
    co_await rt::run_blocking(
        +[](dependency_call* self) { self->work(); }, this);
}

rt::task<> dependency_call::work_at_end_in_pool(std::exception_ptr why) {
    co_await rt::run_blocking(
        +[](dependency_call* self, std::exception_ptr shown) { self->work_at_end(std::move(shown)); }, this,
        std::move(why));
}

}  // namespace detail

}  // namespace http_min
