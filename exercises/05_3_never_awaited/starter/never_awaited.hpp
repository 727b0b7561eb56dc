// chore -- a task<void> that says so when it was made and then never awaited. Yours.
//
// It is the task of exercise 05.1 without a value. Keep these true while you teach it to speak:
//   site      the message begins with FILE:LINE: of the call that made the chore, not of its body
//   once      a frame is reported once, by the chore that owns it; a chore that was moved from is silent
//   awaited   whoever was awaited is silent, even if the body threw
//   account   every report adds one to never_awaited; in strict mode exit_code() is then 1, else 0
//   frame     reported or not, the frame is destroyed
//
// As it stands it compiles, works as a task, and says TODO(05_3_never_awaited) where the message should be.
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

// What main returns. TODO(05_3_never_awaited): 1 in strict mode when a chore was forgotten.
inline int exit_code() { return 0; }

class [[nodiscard("a chore does nothing until it is awaited")]] chore {
  public:
    struct promise_type {
        std::coroutine_handle<> caller;
        std::exception_ptr error;
        site made;

        // A promise may have a constructor that takes what the coroutine takes.
        // TODO(05_3_never_awaited): find the site among the arguments; there may be none, and it may be the
        // last of many.
        template <class... Arguments>
        explicit promise_type(const Arguments&...) noexcept {}

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
    };

    chore(chore && other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    chore& operator=(chore&&) = delete;
    ~chore() {
        // TODO(05_3_never_awaited): which chores are to be reported? How do you know that one was awaited?
        *complaints << "TODO(05_3_never_awaited): say where the chore was made, if nobody awaited it\n";
        if (frame_) frame_.destroy();
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
