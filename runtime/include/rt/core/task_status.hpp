// task_status<T> -- how a task that task_group::start() has started says that it is ready, and with what.
//
//     rt::task<> serve(rt::task_status<std::uint16_t>& status, const rt::listener& on) {
//         status.started(on.local()->port());             // from here on it is a child of the group
//         …
//     }
//     const std::uint16_t port = co_await group.start<std::uint16_t>(serve, std::cref(listener));
//
// Until started() the task runs in the scope of whoever waits in start(): cancelling that one ends the task,
// and start() returns when it has ended.
//
// Lifetime:  lives as long as the task. The value is moved to whoever waits.
// Threads:   the loop's own.
#pragma once

#include <memory>
#include <rt/core/result.hpp>
#include <rt/core/task_group.hpp>
#include <stdexcept>

namespace rt {

template <class T>
class task_status {
  public:
    task_status(const task_status&) = delete;
    task_status& operator=(const task_status&) = delete;

    // Call it once. The caller goes on; start() returns after it. While the task is being cancelled it is no
    // start.
    template <class... Value>
    requires(sizeof...(Value) == (std::is_void_v<T> ? 0 : 1)) void started(Value&&... value) {
        RT_EXPECTS(!has_started_, "this task has said started() before: it starts once");
        has_started_ = true;
        if (until_started_.in_force()) return;
        outcome_->set_value(std::forward<Value>(value)...);
        until_started_.stand_in(group_.scope_);
        release_starter();
    }

  private:
    friend class task_group;

    // Suspends start() until release_starter().
    class [[nodiscard]] wait : waiter {
      public:
        explicit wait(task_status& status) noexcept : status_(status) {}
        bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
            suspend(caller, at);
            status_.starter_ = this;
        }
        void await_resume() const noexcept {}

      private:
        const char* waits_for() const noexcept override { return "a child to start"; }
        task_status& status_;
    };

    task_status(task_group& group, result<T>& outcome) noexcept : group_(group), outcome_(&outcome) {
        RT_EXPECTS(current_task() != nullptr && current_task()->scope != nullptr,
                   "start() runs in a task of a loop");
        until_started_.stand_in(*current_task()->scope);
    }

    bool is_child() const noexcept { return starter_ == nullptr; }
    void ended_before(std::exception_ptr why) noexcept {
        outcome_->set_exception(std::move(why));
        release_starter();
    }
    void release_starter() noexcept { make_ready(*std::exchange(starter_, nullptr)); }

    task_group& group_;
    cancel_scope until_started_;  // what the task runs in; it stands in the group's scope afterwards
    result<T>* outcome_;          // start()'s, while starter_ is there
    waiter* starter_ = nullptr;   // in start(); null when that has its answer
    bool has_started_ = false;
};

template <class T, class F, class... Args>
detail::group_child task_group::run_until_started(std::unique_ptr<task_status<T>> status, F f, Args... args) {
    std::exception_ptr error;
    try {
        co_await std::invoke(f, *status, std::move(args)...);
    } catch (...) {
        error = std::current_exception();
    }
    task_group& group = status->group_;
    if (status->is_child()) {
        if (error) group.ended_by(error);
    } else {
        if (!error)
            error = std::make_exception_ptr(std::logic_error("a task ended without having said started()"));
        status->ended_before(error);
    }
}

template <class T, class F, class... Args>
task<T> task_group::start(F f, Args... args) {
    RT_EXPECTS(open_, "this task group has ended: its body has returned and all of its children are done");
    result<T> outcome;
    std::unique_ptr<task_status<T>> status(new task_status<T>(*this, outcome));
    task_status<T>& waits_on = *status;
    begin(run_until_started<T, F, Args...>(std::move(status), std::move(f), std::move(args)...),
          waits_on.until_started_, named("task"));
    co_await typename task_status<T>::wait(waits_on);
    co_return outcome.take();
}

}  // namespace rt
