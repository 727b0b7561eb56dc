// completion -- "where the ring says there is more, there is more": asked for as long as the hint is up.
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
        for (;;) {
            while (const io_uring_cqe* const cqe = ring_.peek_cqe()) {
                operation& op = to_operation(cqe->user_data);
                const bool of_cancel = (cqe->user_data & cancel_bit) != 0;
                if (!of_cancel) op.result = cqe->res;
                ring_.seen();  // from here on the entry is the kernel's again
                ++stats_.completed;
                if (--op.outstanding > 0) continue;
                op.finished(ready);
                ++finished;
            }
            if (!ring_.has_pending_events()) return finished;
            ++stats_.kernel_entries;
            ring_.get_events();
        }
    }

  private:
    Ring& ring_;
    driver_stats& stats_;
};

}  // namespace rt
