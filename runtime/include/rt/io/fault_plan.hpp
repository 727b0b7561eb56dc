// fault_plan -- what shall go wrong in the simulated kernel, and at which operation.
//
//     plan.fail(IORING_OP_READ, 3, EINTR);      the third read answers -EINTR and has done nothing
//     plan.shorten(IORING_OP_SEND, 1, 10);      the first send takes 10 bytes at most
//     plan.too_late(2);                         the second cancel comes while its target is being carried out
//     plan.fail_enter(4, EAGAIN);               the fourth entry into the kernel is refused
//
// Invariant: operations of one kind are counted from 1, in the order in which they are carried out.
// Threads:   a value.
#pragma once

#include <liburing.h>

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace rt {

struct fault {
    int error = 0;                                                      // an errno: answer it, do nothing
    std::uint32_t at_most = std::numeric_limits<std::uint32_t>::max();  // bytes that are moved
    bool too_late = false;                                              // of a cancel: answer -EALREADY
};

class fault_plan {
  public:
    fault_plan& fail(io_uring_op kind, unsigned nth, int error) { return add(kind, nth, {.error = error}); }
    fault_plan& shorten(io_uring_op kind, unsigned nth, std::uint32_t at_most) {
        return add(kind, nth, {.at_most = at_most});
    }
    fault_plan& too_late(unsigned nth) { return add(IORING_OP_ASYNC_CANCEL, nth, {.too_late = true}); }
    fault_plan& fail_enter(unsigned nth, int error) { return add(enter, nth, {.error = error}); }

    // What happens to the next operation of this kind. Asking counts it.
    fault next(unsigned kind) noexcept {
        const unsigned nth = ++seen_[kind % seen_.size()];
        for (const entry& e : entries_)
            if (e.kind == kind && e.nth == nth) return e.what;
        return {};
    }
    fault next_enter() noexcept { return next(enter); }

  private:
    static constexpr unsigned enter = 255;  // no opcode: the system call itself

    struct entry {
        unsigned kind;
        unsigned nth;
        fault what;
    };
    fault_plan& add(unsigned kind, unsigned nth, fault what) {
        entries_.push_back({kind, nth, what});
        return *this;
    }

    std::vector<entry> entries_;
    std::array<unsigned, 256> seen_{};
};

}  // namespace rt
