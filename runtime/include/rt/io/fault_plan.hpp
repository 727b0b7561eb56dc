// fault_plan -- what shall go wrong in the simulated kernel, and at which operation.
//
//     plan.fail(IORING_OP_READ, 3, EINTR);      the third read answers -EINTR and has done nothing
//     plan.shorten(IORING_OP_SEND, 1, 10);      the first send takes 10 bytes at most
//     plan.too_late(2);                         the second cancel comes while its target is being carried out
//     plan.fail_enter(4, EAGAIN);               the fourth entry into the kernel is refused
//     plan.strike(7, 0);                        the seventh operation, whatever it is, has the first of its
//     faults plan.at_random(42, 0.05);                 each operation has one of its faults with this
//     probability
//
// Invariant: operations are counted from 1, of each kind and all together, in the order in which they are
//            carried out. A kind's faults are those that the call can really have: faults_of().
// Threads:   a value; the log it writes to is the caller's.
#pragma once

#include <liburing.h>

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <random>
#include <span>
#include <string>
#include <vector>

namespace rt {

struct fault {
    int error = 0;                                                      // an errno: answer it, do nothing
    std::uint32_t at_most = std::numeric_limits<std::uint32_t>::max();  // bytes that are moved
    bool too_late = false;                                              // of a cancel: answer -EALREADY
    bool is_last = false;                                               // of a multishot: no more answers
    bool is_one() const noexcept { return error != 0 || too_late || is_last || at_most != fault().at_most; }
};

// The faults that an operation of this kind can have: IORING_OP_*, or fault_plan::enter.
std::span<const fault> faults_of(unsigned kind) noexcept;

// What has happened: written while the ring lives, read when it is gone.
struct fault_log {
    struct entry {
        unsigned nth;  // of all operations
        unsigned kind;
        fault what;
    };
    unsigned operations = 0;
    std::vector<entry> faults;
    std::string in_words() const;
};

class fault_plan {
  public:
    // Kinds that are no opcodes: the system call itself; each answer of a multishot.
    static constexpr unsigned enter = 255;
    static constexpr unsigned accept_many = 254;
    static constexpr unsigned receive_many = 253;

    fault_plan& fail(io_uring_op kind, unsigned nth, int error) { return add(kind, nth, {.error = error}); }
    fault_plan& shorten(io_uring_op kind, unsigned nth, std::uint32_t at_most) {
        return add(kind, nth, {.at_most = at_most});
    }
    fault_plan& too_late(unsigned nth) { return add(IORING_OP_ASYNC_CANCEL, nth, {.too_late = true}); }
    fault_plan& fail_enter(unsigned nth, int error) { return add(enter, nth, {.error = error}); }

    fault_plan& strike(unsigned nth, unsigned which) noexcept;
    fault_plan& at_random(std::uint64_t seed, double probability);

    // Keeps account in `log`, which outlives the ring.
    fault_plan& write_to(fault_log& log) noexcept;

    // What happens to the next operation of this kind. Asking counts it.
    fault next(unsigned kind);
    fault next_enter() { return next(enter); }

  private:
    struct entry {
        unsigned kind;
        unsigned nth;
        fault what;
    };
    fault_plan& add(unsigned kind, unsigned nth, fault what);
    fault planned(unsigned kind, unsigned nth_of_kind);

    std::vector<entry> entries_;
    std::array<unsigned, 256> seen_{};  // of each kind
    unsigned seen_in_all_ = 0;
    unsigned struck_ = 0;  // the operation that strike() means; 0: none
    unsigned struck_with_ = 0;
    double probability_ = 0;
    std::optional<std::mt19937_64> random_;  // the same numbers everywhere
    fault_log* log_ = nullptr;
};

}  // namespace rt
