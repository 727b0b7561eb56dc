// latch -- wait until so many things have happened; once.
//
// Errors:    wait() throws rt::cancelled when its scope is cancelled. What was counted stays counted.
// Lifetime:  outlives those who wait.
// Threads:   one loop's own.
#pragma once

#include <cstddef>
#include <rt/core/contract.hpp>
#include <rt/sync/event.hpp>

namespace rt {

class latch {
  public:
    explicit latch(std::size_t count) noexcept : count_(count) {
        if (count_ == 0) done_.set();
    }

    // At zero, everybody who waits goes on. REQUIRES: no more than is left.
    void count_down(std::size_t by = 1) noexcept {
        RT_EXPECTS(by <= count_, "this latch is counted down below zero");
        count_ -= by;
        if (count_ == 0) done_.set();
    }

    // Suspends until it is at zero; does not suspend when it is.
    event::awaiter wait() noexcept { return done_.wait(); }

    // Counts down by one, and waits for the others.
    event::awaiter arrive_and_wait() noexcept {
        count_down();
        return wait();
    }

    std::size_t left() const noexcept { return count_; }

  private:
    event done_;
    std::size_t count_;
};

}  // namespace rt
