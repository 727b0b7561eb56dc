// when_all(tasks...) -- start all, resume the caller when the last one finishes.
//
// Errors:    waits for every child, then rethrows the first error in argument order. A child runs in the
//            caller's cancel scope; an error of one cancels nobody: that is what a task group is for.
// Lifetime:  children, their records and results live in when_all's own frame: none outlives the await.
// Invariant: `pending` starts at N + 1; the extra count is the caller's own, so a child that finishes at once
//            cannot resume a caller that has not suspended yet.
// Threads:   all children on the caller's thread; the count is not atomic.
#pragma once

#include <array>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <memory>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/frame_pool.hpp>
#include <rt/core/result.hpp>
#include <rt/core/task.hpp>
#include <rt/core/task_record.hpp>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace rt {

namespace detail {

struct waits_for_children : waiter {
    const char* waits_for() const noexcept override { return "its children"; }
};

struct when_all_counter {
    std::size_t pending;
    waits_for_children caller;

    // RETURNS whether this was the last one.
    bool one_is_done() noexcept { return --pending == 0; }
};

// A child: a line of execution of its own that counts itself off at its end.
class when_all_child {
  public:
    struct promise_type : pooled_frame {
        task_record record;
        when_all_counter* counter = nullptr;

        when_all_child get_return_object() noexcept {
            return when_all_child(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct count_off {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                when_all_counter& siblings = *self.promise().counter;
                self.promise().record.end();
                if (!siblings.one_is_done()) return std::noop_coroutine();
                return siblings.caller.hand_over();
            }
            void await_resume() noexcept {}
        };
        count_off final_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept { std::terminate(); }  // run_into lets none through
        void return_void() noexcept {}
    };

    when_all_child(when_all_child&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    when_all_child& operator=(when_all_child&&) = delete;
    ~when_all_child() {
        if (frame_) frame_.destroy();  // at its end: the caller resumes only then
    }

    void start(when_all_counter& siblings) {
        task_record& record = frame_.promise().record;
        const task_record* const parent = siblings.caller.record;
        if (parent != nullptr && parent->scope != nullptr) parent->scope->adopt(record);
        record.begin("child");
        frame_.promise().counter = &siblings;
        const as_current here(&record);
        trace({.kind = trace_kind::resume, .task = &record});
        frame_.resume();
    }

  private:
    explicit when_all_child(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

template <class T>
when_all_child run_into(result<T>& into, task<T> work) {
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(work);
            into.set_value();
        } else {
            into.set_value(co_await std::move(work));
        }
    } catch (...) {
        into.set_exception(std::current_exception());
    }
}

// What a result becomes in when_all's answer: the value, a pointer for T&, an empty struct for void.
template <class T>
stored<T> take_stored(result<T>& from) {
    if constexpr (std::is_void_v<T>) {
        from.take();
        return {};
    } else if constexpr (std::is_reference_v<T>) {
        return std::addressof(from.take());
    } else {
        return from.take();
    }
}

// Suspends the caller, starts the children in order, and resumes it when the last has counted off.
template <class Children>
class when_all_awaiter {
  public:
    explicit when_all_awaiter(Children& children) noexcept
        : counter_{children.size() + 1, {}}, children_(children) {}

    bool await_ready() const noexcept { return false; }
    bool await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        counter_.caller.suspend(caller, at);
        for (when_all_child& child : children_) child.start(counter_);
        if (!counter_.one_is_done()) return true;
        static_cast<void>(counter_.caller.hand_over());  // to itself: all have finished, go on
        return false;
    }
    void await_resume() const noexcept {}

  private:
    when_all_counter counter_;
    Children& children_;
};

}  // namespace detail

// RETURNS a tuple with an element for each task: its value, a pointer for T&, an empty struct for void.
template <class... T>
task<std::tuple<detail::stored<T>...>> when_all(task<T>... tasks) {
    std::tuple<result<T>...> results;
    auto make_children = [&](auto&... into) {
        return std::array<detail::when_all_child, sizeof...(T)>{detail::run_into(into, std::move(tasks))...};
    };
    auto children = std::apply(make_children, results);
    co_await detail::when_all_awaiter(children);
    auto take_all = [](auto&... each) {
        return std::tuple<detail::stored<T>...>{detail::take_stored(each)...};
    };
    co_return std::apply(take_all, results);
}

// The same for a number of tasks known only at run time; results in the order of the tasks.
template <class T>
task<std::vector<detail::stored<T>>> when_all(std::vector<task<T>> tasks) {
    std::vector<result<T>> results(tasks.size());  // made in place and never moved: a child writes to each
    std::vector<detail::when_all_child> children;
    children.reserve(tasks.size());
    for (std::size_t i = 0; i < tasks.size(); ++i)
        children.push_back(detail::run_into(results[i], std::move(tasks[i])));
    co_await detail::when_all_awaiter(children);
    std::vector<detail::stored<T>> values;
    values.reserve(results.size());
    for (result<T>& each : results) values.push_back(detail::take_stored(each));
    co_return values;
}

}  // namespace rt
