// driver -- what a loop needs of an operating system: take operations, give back the finished ones, wait,
// wake.
//
// Errors:    an operation that fails is finished with -errno. turn() itself throws std::system_error only
// when the
//            driver can do no more.
// Lifetime:  the loop owns its driver. A driver ends only when nothing is in flight.
// Invariant: every started operation is finished exactly once.
// Threads:   the loop's own; wake() may be called from any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <rt/core/waiter_queue.hpp>
#include <rt/loop/clock.hpp>
#include <rt/loop/operation.hpp>
#include <string_view>

namespace rt {

// Facts, counted: lessons and tests assert these and never a time.
struct driver_stats {
    std::uint64_t kernel_entries = 0;  // system calls that submit, wait or collect
    std::uint64_t submitted = 0;       // operations and cancellations handed to the kernel
    std::uint64_t completed = 0;       // completions collected
};

class driver {
  public:
    driver() = default;
    driver(const driver&) = delete;
    driver& operator=(const driver&) = delete;
    virtual ~driver() = default;

    virtual std::string_view name() const noexcept = 0;
    virtual time_point now() const noexcept = 0;

    // Takes an operation. Nothing needs to reach the kernel before the next turn().
    virtual void start(operation& op) = 0;

    // Asks for an operation to end early: it finishes with -ECANCELED, or with what it had done by then.
    // REQUIRES: in flight. Asking twice is asking once.
    virtual void cancel(operation& op) = 0;

    // Cancels everything that is in flight.
    virtual void cancel_all() = 0;

    // Hands over what was started, and collects what has completed. Waits, if nothing has, until something
    // does, `wait_until` is past, or wake() is called. A time in the past: does not wait.
    virtual void turn(time_point wait_until, waiter_queue& ready) = 0;

    // Ends a turn() that waits, or the next one.
    virtual void wake() noexcept = 0;

    virtual std::size_t in_flight() const noexcept = 0;

    // Whether an operation in flight may still complete. A simulated kernel knows when none ever will.
    virtual bool can_complete() const noexcept { return in_flight() > 0; }

    // Whether a turn() that waits makes the time come that it waits for, instead of waiting for it.
    virtual bool clock_jumps() const noexcept { return false; }

    const driver_stats& stats() const noexcept { return stats_; }

  protected:
    driver_stats stats_;
};

}  // namespace rt
