// mailbox -- how other threads make a coroutine of this loop ready: a lock-free stack, taken whole by the loop.
//
// Lifetime:  owns nothing; a posted waiter lives in a frame that stays suspended until it is resumed.
// Invariant: head_ is asleep() while the loop waits on an empty mailbox, else the latest waiter posted or null.
//            Whoever replaces asleep() wakes the loop: exactly one wake a sleep, and none is lost.
// Threads:   post() from any thread; the others from the loop's own.
#pragma once

#include <atomic>
#include <rt/core/waiter_queue.hpp>

namespace rt {

class mailbox {
  public:
    // RETURNS whether the loop sleeps and must be woken.
    bool post(waiter& w) noexcept {
        w.enters_queue();
        waiter* head = head_.load(std::memory_order_relaxed);
        do {
            w.next = head == asleep() ? nullptr : head;
            // release: what was written to the frame before the post is seen by the loop that takes it
        } while (!head_.compare_exchange_weak(head, &w, std::memory_order_release, std::memory_order_relaxed));
        return head == asleep();
    }

    // Announces that the loop is about to wait. RETURNS false when something has come: do not wait.
    bool try_sleep() noexcept {
        waiter* expected = nullptr;
        return head_.compare_exchange_strong(expected, asleep(), std::memory_order_relaxed);
    }

    // Takes everything out, oldest first; also ends a sleep.
    void take(waiter_queue& ready) noexcept {
        if (head_.load(std::memory_order_relaxed) == nullptr) return;
        waiter* newest = head_.exchange(nullptr, std::memory_order_acquire);
        if (newest == asleep()) return;
        waiter* oldest = nullptr;
        while (newest != nullptr) {  // the stack has the newest first
            waiter* const older = newest->next;
            newest->next = oldest;
            oldest = newest;
            newest = older;
        }
        while (oldest != nullptr) {
            waiter* const newer = oldest->next;
            oldest->leaves_queue();
            ready.push(*oldest);
            oldest = newer;
        }
    }

  private:
    // An address no waiter has.
    waiter* asleep() noexcept { return &sentinel_; }

    waiter sentinel_;
    std::atomic<waiter*> head_ = nullptr;
};

}  // namespace rt
