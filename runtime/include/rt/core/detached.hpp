// detached -- a coroutine nobody awaits: the root of a line of execution. A last resort.
//
// Errors:    an exception that leaves it has nowhere to go: the program ends with its message. `cancelled` is
//            no error: it is how a root is told to end.
// Lifetime:  the frame frees itself at its end. The loop that it runs on cancels it when it shuts down;
//            whoever starts one says who stops it before.
// Threads:   runs where it is resumed; start() runs it at once, up to its first suspension.
#pragma once

#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/frame_pool.hpp>
#include <rt/core/task_record.hpp>
#include <utility>

namespace rt {

namespace detail {

[[noreturn]] inline void escaped_exception() noexcept {
    try {
        throw;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "an exception left a detached task: %s\n", e.what());
    } catch (...) {
        std::fprintf(stderr, "an exception that is no std::exception left a detached task\n");
    }
    std::abort();
}

}  // namespace detail

class [[nodiscard("a detached task runs only when it is started or spawned")]] detached {
  public:
    struct promise_type : pooled_frame {
        task_record record;
        waiter first_resume;  // stands in a run queue until the body starts

        detached get_return_object() noexcept {
            return detached(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }  // nobody is left to free the frame
        void return_void() noexcept {}
        void unhandled_exception() noexcept {
            try {
                throw;
            } catch (const cancelled&) {
            } catch (...) {
                detail::escaped_exception();
            }
        }
    };

    detached(detached&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    detached& operator=(detached&&) = delete;
    ~detached() {
        if (frame_) frame_.destroy();  // never started
    }

    task_record& record() const noexcept { return frame_.promise().record; }

    // Gives the frame away: resume the waiter once, now or from a run queue, and the frame owns itself.
    waiter& release()&& noexcept {
        promise_type& promise = std::exchange(frame_, nullptr).promise();
        promise.first_resume.suspend_before(std::coroutine_handle<promise_type>::from_promise(promise),
                                            promise.record);
        if (detail::outermost_scope_here != nullptr) detail::outermost_scope_here->adopt(promise.record);
        return promise.first_resume;
    }

    // Runs it now, up to its first suspension.
    void start()&& {
        as_current scope(&record());
        std::move(*this).release().resume();
    }

  private:
    explicit detached(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}

    std::coroutine_handle<promise_type> frame_;
};

}  // namespace rt
