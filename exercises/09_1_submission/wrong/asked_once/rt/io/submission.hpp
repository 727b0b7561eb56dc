// submission -- "submit() makes room": a full queue is submitted once, and get_sqe() is believed from then on.
#pragma once

#include <cerrno>
#include <cstdint>
#include <rt/io/prepare.hpp>
#include <rt/io/ring.hpp>
#include <rt/loop/driver.hpp>
#include <system_error>

namespace rt {

inline constexpr std::uint64_t cancel_bit = 1;

inline std::uint64_t to_user_data(const operation& op) noexcept {
    return reinterpret_cast<std::uintptr_t>(&op);
}

inline operation& to_operation(std::uint64_t user_data) noexcept {
    return *reinterpret_cast<operation*>(static_cast<std::uintptr_t>(user_data & ~cancel_bit));
}

template <ring Ring>
class submission {
  public:
    submission(Ring& r, driver_stats& stats) noexcept : ring_(r), stats_(stats) {}

    // The kernel will see it at the next submit(). REQUIRES: not in flight.
    void start(operation& op) {
        RT_EXPECTS(!op.in_flight(), "this operation was started before and has not ended");
        io_uring_sqe& sqe = next_sqe();
        prepare(sqe, op);
        sqe.user_data = to_user_data(op);
        op.outstanding = 1;
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
    io_uring_sqe& next_sqe() {
        io_uring_sqe* sqe = ring_.get_sqe();
        if (sqe == nullptr) {
            submit();
            sqe = ring_.get_sqe();
        }
        ++stats_.submitted;
        return *sqe;
    }

    Ring& ring_;
    driver_stats& stats_;
};

}  // namespace rt
