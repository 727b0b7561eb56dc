// doorbell -- one thread sleeps until another rings: a futex with a time limit.
//
// Instead of a mutex and a condition variable, because who is rung out of bed wakes without anybody's lock,
// and because who rings touches nothing once the sleeper can be awake: the bell may be gone by the time the
// kernel is told.
//
// Invariant: a ring before the wait is not lost; rings are not counted.
// Threads:   wait() from one, ring() from any. What was written before the ring is seen after the wait.
// Source:    futex(2). A wake for an address where nobody sleeps does nothing.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace rt {

class doorbell {
  public:
    // RETURNS false when `limit` is over and nobody has rung.
    bool wait(std::chrono::nanoseconds limit) noexcept;
    void wait() noexcept;

    void ring() noexcept;

  private:
    bool take_ring() noexcept { return rung_.exchange(0, std::memory_order_acquire) != 0; }

    std::atomic<std::uint32_t> rung_ = 0;
    static_assert(std::atomic<std::uint32_t>::is_always_lock_free);
};

}  // namespace rt
