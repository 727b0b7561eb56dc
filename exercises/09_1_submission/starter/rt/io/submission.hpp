// submission -- operations into submission queue entries. Yours to write: TODO(09_1_submission).
//
// Given: cancel(), cancel_all() and submit(), which use what you write. To write, in this order:
//   1. to_user_data, to_operation   an operation into 64 bits and back
//   2. start                        an entry for the operation: prepare(sqe, op) fills all but user_data
//   3. next_sqe                     the next free entry; get_sqe() is null when the queue is full
//
// Invariants to keep:
//   - user_data is the address of the operation, which lives in the awaiting frame. Bit 0 marks a cancel.
//   - op.outstanding is the number of completions still to come.
//   - start() does not enter the kernel, unless the queue is full: the driver submits once a turn.
//   - stats_.submitted counts the entries, stats_.kernel_entries the entries into the kernel.
#pragma once

#include <cerrno>
#include <cstdint>
#include <rt/io/prepare.hpp>
#include <rt/io/ring.hpp>
#include <rt/loop/driver.hpp>
#include <stdexcept>
#include <system_error>

namespace rt {

inline constexpr std::uint64_t cancel_bit = 1;

inline std::uint64_t to_user_data(const operation& op) {
    (void)op;
    throw std::logic_error("TODO(09_1_submission): an operation into user_data");
}

inline operation& to_operation(std::uint64_t user_data) {
    (void)user_data;
    throw std::logic_error("TODO(09_1_submission): user_data back into its operation");
}

template <ring Ring>
class submission {
  public:
    submission(Ring& r, driver_stats& stats) noexcept : ring_(r), stats_(stats) {}

    // The kernel will see it at the next submit(). REQUIRES: not in flight.
    void start(operation& op) {
        (void)op;
        throw std::logic_error("TODO(09_1_submission): an entry for the operation");
    }

    // Asks the kernel to end `op` early. REQUIRES: in flight; asking twice is asking once.
    void cancel(operation& op) {
        if (op.outstanding != 1) return;  // a cancel is under way already
        io_uring_sqe& sqe = next_sqe();
        io_uring_prep_cancel64(&sqe, to_user_data(op), 0);
        sqe.user_data = to_user_data(op) | cancel_bit;
        op.outstanding = 2;  // its own completion and the cancel's: either may come first
    }

    // Asks the kernel to end everything that is in flight; `note` finishes when it has looked at all of it.
    void cancel_all(operation& note) {
        io_uring_sqe& sqe = next_sqe();
        io_uring_prep_cancel64(&sqe, 0, IORING_ASYNC_CANCEL_ANY | IORING_ASYNC_CANCEL_ALL);
        sqe.user_data = to_user_data(note);
        note.outstanding = 1;
    }

    void submit() {
        ++stats_.kernel_entries;
        const int taken = ring_.submit();
        if (taken == -EBUSY || taken == -EAGAIN || taken == -EINTR) {
            ++stats_.kernel_entries;
            ring_.get_events();  // the kernel must post completions before it takes more
        } else if (taken < 0) {
            throw std::system_error(-taken, std::system_category(), "io_uring_enter");
        }
    }

  private:
    // Never null: get_sqe() is, when the queue is full.
    io_uring_sqe& next_sqe() { throw std::logic_error("TODO(09_1_submission): the next free entry"); }

    Ring& ring_;
    driver_stats& stats_;
};

}  // namespace rt
