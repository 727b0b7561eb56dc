// lifespan.cpp -- forwards through the stages, and back through those that began.
#include <exception>
#include <http_min/app/lifespan.hpp>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/contract.hpp>
#include <stdexcept>

namespace http_min {

rt::task<> lifespan::start(state_table& state) {
    RT_EXPECTS(entered_ == 0, "an app that has been started is stopped before it starts again");
    std::exception_ptr failed;
    try {
        for (; entered_ < stages_.size(); ++entered_) co_await stages_[entered_]->enter(state);
    } catch (...) {
        failed = std::current_exception();
    }
    if (!failed) co_return;
    try {
        rt::cancel_scope to_the_end(rt::shield::yes);  // also where a cancellation is what has failed it
        static_cast<void>(co_await to_the_end.run(leave_all()));
    } catch (const std::exception&) {  // the first error is the one that explains
    }
    std::rethrow_exception(failed);
}

rt::task<> lifespan::stop() {
    std::exception_ptr failed;
    for (const hook& each : at_end_) {
        try {
            co_await each();
        } catch (...) {
            if (!failed) failed = std::current_exception();
        }
    }
    try {
        co_await leave_all();
    } catch (...) {
        if (!failed) failed = std::current_exception();
    }
    if (failed) std::rethrow_exception(failed);
}

rt::task<> lifespan::leave_all() {
    std::exception_ptr failed;
    while (entered_ > 0) {
        try {
            co_await stages_[--entered_]->leave();
        } catch (...) {
            if (!failed) failed = std::current_exception();
        }
    }
    if (failed) std::rethrow_exception(failed);
}

void detail::lifespan_yields_once() {
    throw std::logic_error("a lifespan yields once: before, co_yield, after");
}

}  // namespace http_min
