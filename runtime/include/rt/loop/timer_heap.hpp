// timer_heap -- all deadlines of a loop, soonest first: one heap in user space, and one kernel timeout for the top.
//
// Lifetime:  owns nothing: a timer lives in the awaiting frame and leaves the heap before its frame ends.
// Invariant: a parent is due no later than its children, and heap_[t.position] is t. Four children a node: half the
//            levels of a binary heap, and the four stand in one cache line. Timers due at the same time leave in
//            the order in which they came.
// Threads:   the loop's own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <rt/core/contract.hpp>
#include <rt/core/waiter_queue.hpp>
#include <rt/loop/clock.hpp>
#include <vector>

namespace rt {

class timer {
  public:
    timer() = default;
    timer(const timer&) = delete;
    timer& operator=(const timer&) = delete;

    bool armed() const noexcept { return position != none; }

    // Called by the loop when the deadline is past; the timer has left the heap.
    virtual void expired(waiter_queue& ready) noexcept = 0;

  protected:
    ~timer() {
        RT_EXPECTS(!armed(),
                   "a timer ends while it is still armed: its frame was destroyed. "
                   "Cancel its scope and let it end");
    }

  private:
    friend class timer_heap;
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::size_t position = none;
};

class timer_heap {
  public:
    bool empty() const noexcept { return heap_.empty(); }
    time_point next() const noexcept { return heap_.empty() ? never : heap_.front().deadline; }

    // REQUIRES: not armed.
    void add(timer& t, time_point deadline);

    // REQUIRES: armed.
    void remove(timer& t) noexcept;

    // Takes the soonest timer out. REQUIRES: not empty.
    timer& pop() noexcept;

  private:
    struct entry {
        time_point deadline;
        std::uint64_t order;
        timer* which;
        bool before(const entry& other) const noexcept {
            return deadline != other.deadline ? deadline < other.deadline : order < other.order;
        }
    };
    static constexpr std::size_t children = 4;

    void place(std::size_t at, const entry& e) noexcept;
    void sift_up(std::size_t at, const entry& e) noexcept;
    void sift_down(std::size_t at, const entry& e) noexcept;

    std::vector<entry> heap_;
    std::uint64_t added_ = 0;
};

}  // namespace rt
