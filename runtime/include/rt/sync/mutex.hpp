// mutex -- one task at a time, in the order in which they asked.
//
//     const auto guard = co_await m.lock();     // unlocked when the block ends
//
// For what must stay as it is while its user awaits. Between two awaits a task is alone on its loop anyway.
//
// Errors:    lock() throws rt::cancelled when its scope is cancelled, and then does not hold it.
// Lifetime:  outlives its guards and those who wait.
// Invariant: whoever unlocks hands the lock to the one that waits longest: nobody gets in between. Who was handed the
//            lock and is cancelled before it runs has it all the same: its next await throws.
// Threads:   one loop's own.
#pragma once

#include <rt/sync/held.hpp>
#include <rt/sync/wait_queue.hpp>
#include <utility>

namespace rt {

class mutex {
  public:
    using guard = held<mutex>;
    class awaiter;

    // Suspends while another task holds it.
    awaiter lock() noexcept;

    // RETURNS a guard that holds nothing when another task holds it.
    guard try_lock() noexcept { return guard(take_if_free() ? this : nullptr); }

    bool is_locked() const noexcept { return locked_; }

  private:
    friend guard;
    friend class condition;

    bool take_if_free() noexcept { return !std::exchange(locked_, true); }
    guard handed_over() noexcept { return guard(this); }

    void give_back() noexcept {
        if (waiting_.empty())
            locked_ = false;
        else
            make_ready(waiting_.pop());  // still locked: by whom it was handed to
    }

    wait_queue waiting_;
    bool locked_ = false;
};

class [[nodiscard("co_await it")]] mutex::awaiter : public queued_wait {
  public:
    explicit awaiter(mutex& m) noexcept : mutex_(m) {}
    bool await_ready() noexcept { return refuse_if_cancelled() || mutex_.take_if_free(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        suspend(caller, at);
        mutex_.waiting_.push(*this);
    }
    guard await_resume() const {
        throw_if_cancelled();
        return mutex_.handed_over();
    }

  private:
    const char* waits_for() const noexcept override { return "mutex"; }
    mutex& mutex_;
};

inline mutex::awaiter mutex::lock() noexcept { return awaiter(*this); }

}  // namespace rt
