// condition -- wait until something that a mutex guards has become so.
//
//     auto guard = co_await m.lock();
//     const auto there_is_work = [&] { return !work.empty(); };
//     co_await work_came.wait(guard, there_is_work);
//
// Whoever changes what is guarded notifies. Who waits gives the lock away, and has it again when wait() ends.
//
// Errors:    wait() throws rt::cancelled when its scope is cancelled, but only when it has the lock again: the guard is
//            good however wait() ends.
// Lifetime:  outlives those who wait, and the mutex outlives it.
// Invariant: who is notified then waits for the mutex, behind those who asked before. If it is cancelled from there on the
//            notification is kept: wait() returns, and the next await throws.
// Threads:   one loop's own.
#pragma once

#include <concepts>
#include <rt/core/task.hpp>
#include <rt/sync/mutex.hpp>

namespace rt {

class condition {
  public:
    class awaiter;

    explicit condition(mutex& m) noexcept : mutex_(m) {}

    // Waits for one notification. REQUIRES: the guard holds this condition's mutex.
    awaiter wait(mutex::guard& guard) noexcept;

    // Waits until `is_so()`, which is asked under the lock: at once, and at each notification.
    task<> wait(mutex::guard& guard, std::predicate auto is_so);

    // Wakes the one that waits longest, if anybody does.
    void notify_one() noexcept;
    void notify_all() noexcept {
        while (!waiting_.empty()) notify_one();
    }

  private:
    mutex& mutex_;
    wait_queue waiting_;
};

class [[nodiscard("co_await it")]] condition::awaiter : public queued_wait {
  public:
    awaiter(condition& c, mutex::guard& guard) noexcept : condition_(c), guard_(guard) {
        RT_EXPECTS(guard.is_from(c.mutex_), "wait() needs a guard that holds this condition's own mutex");
    }
    bool await_ready() noexcept { return refuse_if_cancelled(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        suspend(caller, at);
        condition_.waiting_.push(*this);
        guard_.release();
    }
    void await_resume() {
        if (frame) guard_ = condition_.mutex_.handed_over();
        throw_if_cancelled();
    }

  private:
    friend class condition;

    // Out of the condition's queue already: now it only waits for the lock, and that cannot be cut short.
    void ask_for_the_lock() noexcept {
        asks_for_lock_ = true;
        if (condition_.mutex_.take_if_free())
            make_ready(*this);
        else
            condition_.mutex_.waiting_.push(*this);
    }
    void cut_short() noexcept override {
        if (asks_for_lock_) return;
        withdraw();
        ask_for_the_lock();
    }
    const char* waits_for() const noexcept override { return asks_for_lock_ ? "mutex" : "condition"; }

    condition& condition_;
    mutex::guard& guard_;
    bool asks_for_lock_ = false;
};

inline condition::awaiter condition::wait(mutex::guard& guard) noexcept { return awaiter(*this, guard); }

task<> condition::wait(mutex::guard& guard, std::predicate auto is_so) {
    while (!is_so()) co_await wait(guard);
}

inline void condition::notify_one() noexcept {
    if (!waiting_.empty()) static_cast<awaiter&>(waiting_.pop()).ask_for_the_lock();
}

}  // namespace rt
