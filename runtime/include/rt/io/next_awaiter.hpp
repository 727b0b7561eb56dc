// next_awaiter<Source> -- co_await it: what a source that keeps its answers has next.
//
// Does not suspend when something is there. A source is waited for by one task at a time.
//
// Errors:    the source's, in the io_result. A limit set by within() that passes is std::errc::timed_out; a
//            cancelled scope throws rt::cancelled. Neither ends the source: what comes after all is kept.
// Lifetime:  the source outlives the await.
// Threads:   the loop's own.
#pragma once

#include <rt/core/cancel_scope.hpp>
#include <rt/core/ready.hpp>
#include <rt/io/io_result.hpp>
#include <rt/io/repeated_operation.hpp>
#include <rt/loop/loop.hpp>

namespace rt {

template <class Source>
class [[nodiscard("co_await it")]] next_awaiter : waiter, timer {
  public:
    explicit next_awaiter(Source & from, duration limit = duration::max()) noexcept
        : from_(&from), limit_(limit) {}

    next_awaiter within(duration limit) const noexcept { return next_awaiter(*from_, limit); }

    bool await_ready() noexcept {
        cancelled_ = cancellation_pending();
        return cancelled_ || from_->has_answer();
    }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        suspend(caller, at);
        loop& home = loop::current();
        if (limit_ != duration::max()) home.add(*this, deadline_after(home.clock_now(), limit_));
        from_->wait(*this);
    }
    io_result<typename Source::answer> await_resume() {
        if (armed()) loop::current().remove(*this);
        if (cancelled_) throw cancelled{};
        if (timed_out_) return std::errc::timed_out;
        auto answer = from_->take();
        if (answer.error() == std::errc::operation_canceled) throw cancelled{};
        return answer;
    }

  private:
    // When it has its answer already it delivers it.
    void cut_short() noexcept override { cancelled_ = stop_waiting(); }
    void expired(waiter_queue&) noexcept override { timed_out_ = stop_waiting(); }
    bool stop_waiting() noexcept {
        const bool was_waiting = from_->stop_waiting(*this);
        if (was_waiting) make_ready(*this);
        return was_waiting;
    }
    const char* waits_for() const noexcept override { return from_->waits_for(); }

    Source* const from_;
    const duration limit_;
    bool timed_out_ = false;
    bool cancelled_ = false;  // by its scope
};

}  // namespace rt
