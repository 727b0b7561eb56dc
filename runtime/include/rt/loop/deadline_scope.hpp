// deadline_scope -- a cancel scope that cancels itself at a time; move_on_after() and fail_after() are the
// ways to say it.
//
//     const auto page = co_await rt::move_on_after(2s, fetch(url));   // optional: nothing when it took longer
//     const auto page = co_await rt::fail_after(2s, fetch(url));      // throws rt::timed_out
//
// Of nested scopes the smallest deadline wins: each cancels its own work and leaves those around it alone.
//
// Errors:    as cancel_scope::run(); fail_after() also throws timed_out.
// Lifetime:  the timer is armed while work runs inside, and costs no system call.
// Threads:   the loop's own.
#pragma once

#include <rt/core/cancel_scope.hpp>
#include <rt/loop/loop.hpp>
#include <system_error>

namespace rt {

// The work inside fail_after() took too long, was cancelled, and has ended.
class timed_out : public std::system_error {
  public:
    timed_out() : std::system_error(std::make_error_code(std::errc::timed_out), "rt::fail_after") {}
};

class deadline_scope : public cancel_scope, timer {
  public:
    explicit deadline_scope(time_point deadline, shield s = shield::no) : cancel_scope(s) {
        set_deadline(deadline);
    }
    explicit deadline_scope(duration limit, shield s = shield::no)
        : deadline_scope(deadline_after(loop::current().clock_now(), limit), s) {}
    ~deadline_scope() override {
        if (armed()) loop::current().remove(*this);
    }

    time_point deadline() const noexcept { return deadline_; }

    // Later or sooner; `never` takes it away. A scope that is cancelled stays cancelled.
    void set_deadline(time_point deadline) {
        if (armed()) loop::current().remove(*this);
        deadline_ = deadline;
        if (deadline != never) loop::current().add(*this, deadline);
    }

  private:
    void expired(waiter_queue&) noexcept override { cancel(); }

    time_point deadline_ = never;
};

// Runs `work`, for no longer than `limit`. RETURNS what it returned, or nothing (false for a task<>) when it
// ended for that.
template <class T>
auto move_on_after(duration limit, task<T> work)
    -> decltype(std::declval<cancel_scope&>().run(std::move(work))) {
    deadline_scope scope(limit);
    co_return co_await scope.run(std::move(work));
}

// Runs `work`, and throws timed_out when it had to be ended after `limit`.
template <class T>
task<T> fail_after(duration limit, task<T> work) {
    deadline_scope scope(limit);
    auto outcome = co_await scope.run(std::move(work));
    if (!outcome) throw timed_out();
    if constexpr (std::is_reference_v<T>)
        co_return **outcome;
    else if constexpr (!std::is_void_v<T>)
        co_return std::move(*outcome);
}

}  // namespace rt
