// completion -- completion queue entries back into finished operations: TODO(09_2_completion).
//
// Invariants to keep:
//   - Every completion that the kernel has is taken, also what did not fit into the queue: then
//     has_pending_events() says so, and get_events() lets the kernel post it.
//   - An operation's result is in its own completion. If it was cancelled, a second one comes, marked with
//     cancel_bit: it is counted, and what it says is of no interest.
//   - An operation has finished when op.outstanding completions have come: then op.finished(ready), once.
//   - Nobody is resumed in here. `ready` is resumed by the loop when this has returned.
//   - An entry belongs to the ring again after seen(): read it before.
//   - stats_.completed counts completions, stats_.kernel_entries entries into the kernel.
#pragma once

#include <cstddef>
#include <rt/io/ring.hpp>
#include <rt/io/submission.hpp>
#include <rt/loop/driver.hpp>
#include <stdexcept>

namespace rt {

template <ring Ring>
class completion {
  public:
    completion(Ring& r, driver_stats& stats) noexcept : ring_(r), stats_(stats) {}

    // RETURNS how many operations have finished and stand in `ready` now.
    std::size_t collect(waiter_queue& ready) {
        (void)ready;
        throw std::logic_error("TODO(09_2_completion): collect what has completed");
    }

  private:
    Ring& ring_;
    driver_stats& stats_;
};

}  // namespace rt
