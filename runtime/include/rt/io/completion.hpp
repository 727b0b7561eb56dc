// completion -- completion queue entries back into finished operations.
//
// Nothing is resumed here: a finished operation becomes ready, and runs when the whole queue is empty. A coroutine
// resumed in the middle could start operations that wait for entries we have not given back yet.
//
// Invariant: every completion of an operation is collected before it counts as finished: its own and, if it was
//            cancelled, the cancel's, whose answer is of no interest (-ENOENT and -EALREADY are how a race is lost).
//            The ring's hint that the kernel holds something back is believed once: another CPU may raise it after
//            the work it speaks of has been taken, and it stays up until there is new work.
// Source:    io_uring(7); IORING_SQ_CQ_OVERFLOW in io_uring_setup(2): what did not fit waits in the kernel until
//            it is entered.
// Threads:   the ring's own.
#pragma once

#include <cstddef>
#include <rt/io/ring.hpp>
#include <rt/io/submission.hpp>
#include <rt/loop/driver.hpp>

namespace rt {

template <ring Ring>
class completion {
  public:
    // It knows requests with many answers: all but the last say that more will come.
    static constexpr bool collects_many = true;

    completion(Ring& r, driver_stats& stats) noexcept : ring_(r), stats_(stats) {}

    // RETURNS how many operations have finished and stand in `ready` now.
    std::size_t collect(waiter_queue& ready) {
        std::size_t finished = 0;
        do {
            while (const io_uring_cqe* const cqe = ring_.peek_cqe()) {
                operation& op = to_operation(cqe->user_data);
                const bool of_cancel = (cqe->user_data & cancel_bit) != 0;
                const bool more_to_come = (cqe->flags & IORING_CQE_F_MORE) != 0;
                if (!of_cancel) {
                    op.result = cqe->res;
                    op.answer_flags = cqe->flags;
                }
                ring_.seen();  // from here on the entry is the kernel's again
                ++stats_.completed;
                if (more_to_come) {
                    op.arrived(ready);
                    continue;
                }
                if (--op.outstanding > 0) continue;
                op.finished(ready);
                ++finished;
            }
            if (!ring_.has_pending_events()) break;
            ++stats_.kernel_entries;
            ring_.get_events();
        } while (ring_.peek_cqe() != nullptr);  // the hint may be stale: then there is nothing
        return finished;
    }

  private:
    Ring& ring_;
    driver_stats& stats_;
};

}  // namespace rt
