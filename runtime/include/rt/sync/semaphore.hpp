// semaphore -- at most so many at a time, in the order in which they asked.
//
//     const auto permit = co_await s.acquire();     // given back when the block ends
//
// Errors:    acquire() throws rt::cancelled when its scope is cancelled, and then holds nothing.
// Lifetime:  outlives its permits and those who wait.
// Invariant: somebody waits only while none is available: what is released goes to the one that waits longest. Who was
//            handed a permit and is cancelled before it runs has it all the same: its next await throws.
// Threads:   one loop's own.
#pragma once

#include <cstddef>
#include <limits>
#include <rt/sync/held.hpp>
#include <rt/sync/wait_queue.hpp>

namespace rt {

class semaphore {
  public:
    using permit = held<semaphore>;
    class awaiter;

    explicit semaphore(std::size_t available) noexcept : available_(available) {}

    // Suspends while none is available.
    awaiter acquire() noexcept;

    // RETURNS a permit that holds nothing when none is available.
    permit try_acquire() noexcept { return permit(take_if_available() ? this : nullptr); }

    // As many more. For permits that were detached, or that count what somebody else produces.
    void release(std::size_t count = 1) noexcept {
        for (; count > 0 && !waiting_.empty(); --count) give_back();
        RT_EXPECTS(count <= std::numeric_limits<std::size_t>::max() - available_,
                   "more permits than a size_t counts: somebody releases what was not acquired");
        available_ += count;
    }

    std::size_t available() const noexcept { return available_; }

  private:
    friend permit;

    bool take_if_available() noexcept {
        if (available_ == 0) return false;
        --available_;
        return true;
    }
    void give_back() noexcept {
        if (waiting_.empty())
            ++available_;
        else
            make_ready(waiting_.pop());  // it never becomes available: it has changed hands
    }

    wait_queue waiting_;
    std::size_t available_;
};

class [[nodiscard("co_await it")]] semaphore::awaiter : public queued_wait {
  public:
    explicit awaiter(semaphore& s) noexcept : semaphore_(s) {}
    bool await_ready() noexcept { return refuse_if_cancelled() || semaphore_.take_if_available(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        suspend(caller, at);
        semaphore_.waiting_.push(*this);
    }
    permit await_resume() const {
        throw_if_cancelled();
        return permit(&semaphore_);
    }

  private:
    const char* waits_for() const noexcept override { return "semaphore"; }
    semaphore& semaphore_;
};

inline semaphore::awaiter semaphore::acquire() noexcept { return awaiter(*this); }

}  // namespace rt
