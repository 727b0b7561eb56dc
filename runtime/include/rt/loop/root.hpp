// root -- the task that rt::run() runs: whoever owns it sees when it is done.
//
// Errors:    none leave it: the task's outcome is in the result that it was given.
// Lifetime:  the owner keeps it until it is done; after a deadlock it is destroyed where it is parked.
// Threads:   the loop's own.
#pragma once

#include <coroutine>
#include <exception>
#include <rt/core/frame_pool.hpp>
#include <rt/core/result.hpp>
#include <rt/core/task.hpp>
#include <rt/loop/loop.hpp>
#include <type_traits>
#include <utility>

namespace rt::detail {

class root {
  public:
    struct promise_type : pooled_frame {
        task_record record;
        waiter first_resume;
        bool done = false;

        root get_return_object() noexcept {
            return root(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept {
            record.end();
            done = true;
            return {};
        }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }  // run_root lets none through
    };

    root(root&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    root& operator=(root&&) = delete;
    ~root() {
        if (frame_) frame_.destroy();
    }

    void start_on(loop& home) {
        promise_type& promise = frame_.promise();
        const as_current nobody(nullptr);  // nobody has started it
        promise.record.begin("main");
        promise.first_resume.suspend_before(frame_, promise.record);
        home.outermost_scope().adopt(promise.record);
        home.enqueue(promise.first_resume);
    }

    const bool& done() const noexcept { return frame_.promise().done; }

  private:
    explicit root(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

template <class T>
root run_root(result<T>& answer, task<T> work) {
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(work);
            answer.set_value();
        } else {
            answer.set_value(co_await std::move(work));
        }
    } catch (...) {
        answer.set_exception(std::current_exception());
    }
}

}  // namespace rt::detail
