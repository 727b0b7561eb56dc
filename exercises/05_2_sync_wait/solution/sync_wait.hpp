// sync_wait(work) -- from a plain function into a coroutine and back: blocks this thread until the task has
// ended.
//
// Errors:    an exception of the task is rethrown here.
// Lifetime:  everything lives in this call: it returns when the task has ended, and not before.
// Threads:   the task starts on this thread and may end on another; `done` carries the result across.
#pragma once

#include <condition_variable>
#include <coroutine>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <rt/core/task.hpp>
#include <type_traits>
#include <utility>

namespace ex05_2 {

// A flag that one thread sets and another sleeps for.
class one_shot {
  public:
    void set() {
        const std::lock_guard lock(mutex_);
        is_set_ = true;
        // Notified while locked: wait() cannot return, and its owner destroy us, before this thread has let
        // go.
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_set_; });  // asleep, and asked again only when notified
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_set_ = false;
};

// The outermost coroutine: nobody awaits it, so a plain function starts it, and its end sets the flag.
template <class Done>
class outermost {
  public:
    struct promise_type {
        Done* done = nullptr;

        struct set_done {
            bool await_ready() noexcept { return false; }
            // Here, where the coroutine is suspended for good, and not in return_void: whoever waits destroys
            // the frame as soon as the flag is set. So nothing of the frame is touched after set().
            void await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                self.promise().done->set();
            }
            void await_resume() noexcept {}
        };
        outermost get_return_object() noexcept {
            return outermost(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        set_done final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }  // the body below catches everything
    };

    outermost(const outermost&) = delete;
    ~outermost() { frame_.destroy(); }

    void run_until(Done& done) {
        frame_.promise().done = &done;
        frame_.resume();  // runs until the task really waits for something, or ends
        done.wait();
    }

  private:
    explicit outermost(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
    std::coroutine_handle<promise_type> frame_;
};

// Where the body leaves what came of the task. The flag orders it: written before set(), read after wait().
template <class T>
struct outcome {
    // A reference is kept as a pointer, void as nothing.
    using stored = std::conditional_t<std::is_reference_v<T>, std::remove_reference_t<T>*, T>;
    std::optional<stored> value;
    std::exception_ptr error;
};
template <>
struct outcome<void> {
    std::exception_ptr error;
};

template <class Done, class T>
outermost<Done> run(rt::task<T> work, outcome<T>& into) {
    try {
        if constexpr (std::is_void_v<T>)
            co_await std::move(work);
        else if constexpr (std::is_reference_v<T>)
            into.value = std::addressof(co_await std::move(work));
        else
            into.value.emplace(co_await std::move(work));
    } catch (...) {
        into.error = std::current_exception();
    }
}

// Done is what the thread sleeps on: set() once by the coroutine's end, wait() once by the caller.
template <class T, class Done>
T sync_wait(rt::task<T> work, Done& done) {
    outcome<T> result;
    outermost<Done> root = ex05_2::run<Done>(std::move(work), result);
    root.run_until(done);
    if (result.error) std::rethrow_exception(result.error);
    if constexpr (std::is_reference_v<T>)
        return **result.value;
    else if constexpr (!std::is_void_v<T>)
        return std::move(*result.value);
}

template <class T>
T sync_wait(rt::task<T> work) {
    one_shot done;
    return ex05_2::sync_wait(std::move(work), done);
}

}  // namespace ex05_2
