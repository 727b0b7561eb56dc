// capacity_limiter -- at most so many borrowers at a time, each with one token; the number can change while it is used.
//
//     const auto token = co_await limiter.acquire();     // given back when the block ends
//
// A semaphore counts, a limiter knows who: a task that asks for a second token would wait for itself, and is told so. A token
// that is handed on, to a child or beyond the end of its task, still counts as that of the task that acquired it: where tokens
// travel, a semaphore is right.
//
// Errors:    acquire() throws rt::cancelled when its scope is cancelled, and then holds nothing.
// Lifetime:  outlives its tokens and those who wait.
// Invariant: somebody waits only while borrowed() >= total(): what is given back goes to the one that waits longest. Who was
//            handed a token and is cancelled before it runs has it all the same: its next await throws.
// Threads:   one loop's own. (The limiter of run_blocking is the process's and the thread pool's.)
// Source:    Trio's and AnyIO's CapacityLimiter.
#pragma once

#include <concepts>
#include <cstddef>
#include <limits>
#include <rt/sync/wait_queue.hpp>
#include <utility>

namespace rt {

class capacity_limiter {
  public:
    class token;
    class awaiter;

    static constexpr std::size_t unlimited = std::numeric_limits<std::size_t>::max();

    explicit capacity_limiter(std::size_t total) noexcept : total_(total) {}

    // Suspends while no token is available. The borrower is the current task.
    awaiter acquire() noexcept;
    // The same for anything that has an address. REQUIRES: the borrower has no token of this limiter.
    awaiter acquire_on_behalf_of(const void* borrower) noexcept;

    // RETURNS a token that holds nothing when none is available.
    token try_acquire() noexcept;
    token try_acquire_on_behalf_of(const void* borrower) noexcept;

    std::size_t total() const noexcept { return total_; }
    std::size_t borrowed() const noexcept { return borrowed_; }
    std::size_t available() const noexcept { return total_ > borrowed_ ? total_ - borrowed_ : 0; }

    // More: those who wait longest get theirs. Fewer: who has one keeps it, and nobody gets one until there is room.
    void set_total(std::size_t total) noexcept {
        total_ = total;
        hand_out();
    }

    // Those who have a token and run; whoever was just handed one is counted, and named when it runs.
    void for_each_borrower(std::invocable<const void*> auto&& f) const;

  private:
    bool take_if_available() noexcept {
        if (borrowed_ >= total_) return false;
        ++borrowed_;
        return true;
    }
    void hand_out() noexcept {
        while (!waiting_.empty() && take_if_available()) make_ready(waiting_.pop());
    }
    void give_back() noexcept {
        --borrowed_;
        hand_out();
    }
    bool has_borrower(const void* who) const noexcept;

    wait_queue waiting_;
    list_link borrowers_;
    std::size_t total_;
    std::size_t borrowed_ = 0;
};

// Stands in the limiter's list of borrowers, and moves there with its owner.
class [[nodiscard("it is given back when this is destroyed: keep it in a variable")]] capacity_limiter::token
    : list_link {
  public:
    token() noexcept = default;
    token(token&& other) noexcept
        : limiter_(std::exchange(other.limiter_, nullptr)), borrower_(other.borrower_) {
        if (limiter_ == nullptr) return;
        stand_before(other);
        other.leave();
    }
    token& operator=(token&&) = delete;
    ~token() { release(); }

    // False when nothing is held: a try_acquire() that failed, released, or moved from.
    explicit operator bool() const noexcept { return limiter_ != nullptr; }

    // Gives it back before the block ends.
    void release() noexcept {
        if (limiter_ == nullptr) return;
        leave();
        std::exchange(limiter_, nullptr)->give_back();
    }

  private:
    friend capacity_limiter;
    token(capacity_limiter& limiter, const void* borrower) noexcept
        : limiter_(&limiter), borrower_(borrower) {
        stand_before(limiter.borrowers_);
    }

    capacity_limiter* limiter_ = nullptr;
    const void* borrower_ = nullptr;
};

class [[nodiscard("co_await it")]] capacity_limiter::awaiter : public queued_wait {
  public:
    awaiter(capacity_limiter& limiter, const void* borrower) noexcept
        : limiter_(limiter), borrower_(borrower) {
        RT_EXPECTS(!limiter.has_borrower(borrower),
                   "this borrower has a token of this limiter, or has handed one on that still counts as its own: acquire in "
                   "the task that holds it, on behalf of something else, or use a semaphore, which asks for no name");
    }
    bool await_ready() noexcept { return refuse_if_cancelled() || limiter_.take_if_available(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) noexcept {
        suspend(caller, at);
        limiter_.waiting_.push(*this);
    }
    token await_resume() const {
        throw_if_cancelled();
        return token(limiter_, borrower_);
    }

  private:
    const char* waits_for() const noexcept override { return "capacity limiter"; }
    capacity_limiter& limiter_;
    const void* borrower_;
};

inline capacity_limiter::awaiter capacity_limiter::acquire() noexcept {
    return awaiter(*this, current_task());
}
inline capacity_limiter::awaiter capacity_limiter::acquire_on_behalf_of(const void* borrower) noexcept {
    return awaiter(*this, borrower);
}

inline capacity_limiter::token capacity_limiter::try_acquire() noexcept {
    return try_acquire_on_behalf_of(current_task());
}
inline capacity_limiter::token capacity_limiter::try_acquire_on_behalf_of(const void* borrower) noexcept {
    RT_EXPECTS(!has_borrower(borrower), "this borrower has a token of this limiter already");
    return take_if_available() ? token(*this, borrower) : token();
}

void capacity_limiter::for_each_borrower(std::invocable<const void*> auto&& f) const {
    for (const list_link* at = borrowers_.next(); at != &borrowers_; at = at->next())
        f(static_cast<const token*>(at)->borrower_);
}

inline bool capacity_limiter::has_borrower(const void* who) const noexcept {
    bool found = false;
    for_each_borrower([&](const void* borrower) { found = found || borrower == who; });
    return found;
}

}  // namespace rt
