// waiter_queue -- an intrusive FIFO of waiters: no allocation, for the nodes live in the awaiting frames.
//
// Lifetime:  owns nothing. A waiter leaves the queue before its frame ends.
// Invariant: tail_ points at the `next` that the coming push will write.
// Threads:   one.
#pragma once

#include <concepts>
#include <rt/core/task_record.hpp>
#include <utility>

namespace rt {

class waiter_queue {
  public:
    waiter_queue() = default;
    waiter_queue(const waiter_queue&) = delete;
    waiter_queue& operator=(const waiter_queue&) = delete;

    bool empty() const noexcept { return head_ == nullptr; }

    // REQUIRES: in no queue.
    void push(waiter& w) noexcept {
        w.enters_queue();
        w.next = nullptr;
        *tail_ = &w;
        tail_ = &w.next;
    }

    // RETURNS the longest waiting one. REQUIRES: not empty.
    waiter& pop() noexcept {
        waiter& w = *head_;
        head_ = w.next;
        if (head_ == nullptr) tail_ = &head_;
        w.leaves_queue();
        return w;
    }

    void for_each(std::invocable<const waiter&> auto&& f) const {
        for (const waiter* at = head_; at != nullptr; at = at->next) f(*at);
    }

    // Takes everything out of `other`, behind what stands here.
    void splice(waiter_queue& other) noexcept {
        if (other.empty()) return;
        *tail_ = std::exchange(other.head_, nullptr);
        tail_ = std::exchange(other.tail_, &other.head_);
    }

  private:
    waiter* head_ = nullptr;
    waiter** tail_ = &head_;
};

}  // namespace rt
