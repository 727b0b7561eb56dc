// barrier -- wait until everybody has come; then all go on, and it starts anew.
//
// Errors:    arrive_and_wait() throws rt::cancelled when its scope is cancelled: it has not come then, and the others wait
//            for another. Who leaves for good says drop().
// Lifetime:  outlives those who wait.
// Invariant: arrived_ tasks wait, fewer than parties_. Who was released and is cancelled before it runs has passed all the
//            same: its next await throws.
// Threads:   one loop's own.
#pragma once

#include <cstddef>
#include <rt/sync/wait_queue.hpp>

namespace rt {

class barrier {
  public:
    class awaiter;

    // REQUIRES: at least one party.
    explicit barrier(std::size_t parties) noexcept : parties_(parties) {
        RT_EXPECTS(parties > 0, "a barrier is for at least one party");
    }

    // Suspends until as many have come as there are parties. RETURNS true to the one whose coming ended the wait.
    awaiter arrive_and_wait() noexcept;

    // One party less, in this round and in all that follow. REQUIRES: somebody who has not come.
    void drop() noexcept {
        RT_EXPECTS(arrived_ < parties_, "every party has come or has left: nobody is left to be dropped");
        --parties_;
        if (arrived_ == parties_) release_all();
    }

    std::size_t parties() const noexcept { return parties_; }
    std::size_t arrived() const noexcept { return arrived_; }

  private:
    bool is_last() noexcept {
        if (++arrived_ < parties_) return false;
        release_all();
        return true;
    }
    void release_all() noexcept {
        arrived_ = 0;
        while (!waiting_.empty()) make_ready(waiting_.pop());
    }

    wait_queue waiting_;
    std::size_t parties_;
    std::size_t arrived_ = 0;
};

class [[nodiscard("co_await it")]] barrier::awaiter : public queued_wait {
  public:
    explicit awaiter(barrier& b) noexcept : barrier_(b) {}
    bool await_ready() noexcept {
        if (refuse_if_cancelled()) return true;
        return last_ = barrier_.is_last();
    }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        suspend(caller, at);
        barrier_.waiting_.push(*this);
    }
    bool await_resume() const {
        throw_if_cancelled();
        return last_;
    }

  private:
    void cut_short() noexcept override {
        --barrier_.arrived_;
        queued_wait::cut_short();
    }
    const char* waits_for() const noexcept override { return "barrier"; }

    barrier& barrier_;
    bool last_ = false;
};

inline barrier::awaiter barrier::arrive_and_wait() noexcept { return awaiter(*this); }

}  // namespace rt
