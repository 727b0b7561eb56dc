// chore -- a task<void> that says so when it was made and then never awaited.
//
// Errors:    a chore dropped before its await is reported on `complaints`; in strict mode exit_code() is
// then 1. Lifetime:  the chore owns its frame. Threads:   one.
#pragma once

#include <coroutine>
#include <exception>
#include <iostream>
#include <utility>

namespace ex05_3 {

// Where a chore was made: its coroutine takes a site as its last parameter,
//     chore boil_egg(int minutes, site made = site::here());
// and a default argument is evaluated where the call is written. So are the default arguments of here().
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
inline bool strict = false;    // set by who wants forgotten chores to fail the program
inline int never_awaited = 0;  // how many there were

// What main returns.
inline int exit_code() { return strict && never_awaited > 0 ? 1 : 0; }

class [[nodiscard("a chore does nothing until it is awaited")]] chore {
  public:
    struct promise_type {
        std::coroutine_handle<> caller;
        std::exception_ptr error;
        site made;

        // A promise may have a constructor that takes what the coroutine takes. The site is looked for among
        // it.
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
        if (!frame_) return;  // moved from: whoever has the frame now answers for it
        const promise_type& promise = frame_.promise();
        if (!promise.caller) {  // set by the await, and by nothing else
            ++never_awaited;
            *complaints << promise.made.file << ':' << promise.made.line
                        << ": this chore was made here and never awaited: it did nothing\n";
        }
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
