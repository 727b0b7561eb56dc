// Wrong: asks again and again whether the task has ended, and keeps a core busy with it.
#pragma once

#include <condition_variable>
#include <coroutine>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <rt/core/task.hpp>
#include <thread>
#include <type_traits>
#include <utility>

namespace ex05_2 {

class one_shot {
  public:
    void set() {
        const std::lock_guard lock(mutex_);
        is_set_ = true;
        changed_.notify_one();
    }
    bool is_set() {
        const std::lock_guard lock(mutex_);
        return is_set_;
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_set_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_set_ = false;
};

template <class Done>
class outermost {
  public:
    struct promise_type {
        Done* done = nullptr;

        struct set_done {
            bool await_ready() noexcept { return false; }
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
        void unhandled_exception() noexcept { std::terminate(); }
    };

    outermost(const outermost&) = delete;
    ~outermost() { frame_.destroy(); }

    void run_until(Done& done) {
        frame_.promise().done = &done;
        frame_.resume();
        while (!done.is_set()) std::this_thread::yield();
    }

  private:
    explicit outermost(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
    std::coroutine_handle<promise_type> frame_;
};

template <class T>
struct outcome {
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
