// wake_event -- how another thread ends a wait of this loop: an eventfd, and one read of it that is always in flight.
//
// Source:  eventfd(2). Not O_NONBLOCK: the ring would answer -EAGAIN instead of waiting.
// Threads: signal() from any; the rest from the loop's own.
#pragma once

#include <cstdint>
#include <rt/io/fd.hpp>
#include <rt/loop/operation.hpp>

namespace rt {

// An operation of the driver's own: nobody awaits it, and it does not count as work of a task.
class internal_operation : public operation {
  public:
    using operation::operation;
    std::size_t outstanding_ops() const noexcept { return in_flight() ? 1 : 0; }
    void finished(waiter_queue&) noexcept override {}
};

class wake_event : public internal_operation {
  public:
    wake_event();
    void signal() const noexcept;

  private:
    rt::fd event_;
    std::uint64_t count_ = 0;
};

}  // namespace rt
