// completion -- "the operation is over when it says so": the completion of its cancel is not waited for.
#pragma once

#include <cstddef>
#include <rt/io/ring.hpp>
#include <rt/io/submission.hpp>
#include <rt/loop/driver.hpp>

namespace rt {

template <ring Ring>
class completion {
  public:
    completion(Ring& r, driver_stats& stats) noexcept : ring_(r), stats_(stats) {}

    // RETURNS how many operations have finished and stand in `ready` now.
    std::size_t collect(waiter_queue& ready) {
        std::size_t finished = 0;
        do {
            while (const io_uring_cqe* const cqe = ring_.peek_cqe()) {
                operation& op = to_operation(cqe->user_data);
                const bool of_cancel = (cqe->user_data & cancel_bit) != 0;
                if (!of_cancel) op.result = cqe->res;
                ring_.seen();  // from here on the entry is the kernel's again
                ++stats_.completed;
                if (of_cancel) continue;
                op.outstanding = 0;
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
