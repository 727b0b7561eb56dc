// Wrong: cleans up and says nothing. Whoever forgot the co_await finds out by what did not happen.
#pragma once

#include <coroutine>
#include <exception>
#include <iostream>
#include <utility>

namespace ex05_3 {

struct site {
    const char* file = "(unknown)";
    int line = 0;

    static site here(const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
        site found;
        found.file = file;
        found.line = line;
        return found;
    }
};

inline std::ostream* complaints = &std::cerr;
inline bool strict = false;
inline int never_awaited = 0;

inline int exit_code() { return strict && never_awaited > 0 ? 1 : 0; }

class [[nodiscard("a chore does nothing until it is awaited")]] chore {
  public:
    struct promise_type {
        std::coroutine_handle<> caller;
        std::exception_ptr error;
        site made;

        template <class... Arguments>
        explicit promise_type(const Arguments&... arguments) noexcept {
            (note(arguments), ...);
        }

        struct resume_caller {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                return self.promise().caller;
            }
            void await_resume() noexcept {}
        };
        chore get_return_object() noexcept {
            return chore(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        resume_caller final_suspend() noexcept { return {}; }
        void return_void() noexcept {}
        void unhandled_exception() noexcept { error = std::current_exception(); }

      private:
        void note(const site& found) noexcept { made = found; }
        template <class Other>
        void note(const Other&) noexcept {}
    };

    chore(chore && other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    chore& operator=(chore&&) = delete;
    ~chore() {
        if (!frame_) return;
        frame_.destroy();
    }

    class awaiter {
      public:
        explicit awaiter(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
        bool await_ready() const noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
            frame_.promise().caller = caller;
            return frame_;
        }
        void await_resume() const {
            if (frame_.promise().error) std::rethrow_exception(frame_.promise().error);
        }

      private:
        std::coroutine_handle<promise_type> frame_;
    };
    awaiter operator co_await()&& noexcept { return awaiter(frame_); }

  private:
    explicit chore(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
    std::coroutine_handle<promise_type> frame_;
};

}  // namespace ex05_3
