// driver -- what a loop needs of an operating system: take operations, give back the finished ones, wait,
// wake.
//
// Errors:    an operation that fails is finished with -errno. turn() itself throws std::system_error only
//            when the driver can do no more.
// Lifetime:  the loop owns its driver. A driver ends only when nothing is in flight.
// Invariant: every started operation is finished exactly once.
// Threads:   the loop's own; wake() may be called from any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <rt/core/waiter_queue.hpp>
#include <rt/loop/buffer_options.hpp>
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

// What a driver can do beyond one answer for one request. Each is a short cut: without it the same awaiters
// take the long way. Found out at run time, and switched off by RT_WITHOUT (see make_driver) to measure what
// it brings.
struct driver_abilities {
    bool accept_many = false;  // one accept brings connection after connection
    bool receive_many =
        false;  // one receive brings message after message, in buffers that the kernel chooses
};

class buffer_pool;

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

    // Lets the kernel have, now and not at the next turn, what was started and cancelled.
    virtual void hand_over() {}

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
    driver_abilities& abilities() noexcept { return abilities_; }

    // What receives without a buffer of their own fill; made when it is first asked for.
    virtual buffer_pool& buffers() = 0;
    // REQUIRES: buffers() was not asked for yet.
    void wanted_buffers(buffer_options wanted) noexcept { wanted_buffers_ = wanted; }

  protected:
    driver_stats stats_;
    driver_abilities abilities_;
    buffer_options wanted_buffers_;
};

}  // namespace rt
