// liburing_ring -- the kernel's ring, by way of liburing.
//
// Set up with SINGLE_ISSUER and DEFER_TASKRUN where the kernel knows them (6.1): completions are then posted only
// when we enter the kernel, never as an interruption. Each flag is left out where it is refused.
//
// Errors:    the constructor throws std::system_error that says what was refused, and the reasons usual for it.
// Lifetime:  the ring and its two queues; ends only when nothing is in flight.
// Source:    io_uring_setup(2), io_uring_register_ring_fd(3).
// Threads:   the thread that made it.
#pragma once

#include <liburing.h>

#include <rt/io/ring.hpp>

namespace rt {

class liburing_ring {
  public:
    // Sizes of the submission and of the completion queue.
    explicit liburing_ring(unsigned entries = 1024, unsigned completions = 16384);
    liburing_ring(const liburing_ring&) = delete;
    liburing_ring& operator=(const liburing_ring&) = delete;
    ~liburing_ring();

    io_uring_sqe* get_sqe() noexcept { return io_uring_get_sqe(&ring_); }
    int submit() noexcept { return io_uring_submit(&ring_); }
    int submit_and_wait() noexcept { return io_uring_submit_and_wait(&ring_, 1); }
    int submit_and_wait(std::chrono::nanoseconds limit) noexcept;
    int get_events() noexcept { return io_uring_get_events(&ring_); }

    io_uring_cqe* peek_cqe() noexcept {
        io_uring_cqe* cqe = nullptr;
        unsigned head = 0;
        io_uring_for_each_cqe(&ring_, head, cqe) return cqe;
        return nullptr;
    }
    void seen() noexcept { io_uring_cq_advance(&ring_, 1); }

    // Gives the kernel a ring of free buffers to choose from. RETURNS 0, or -errno: it knows none.
    int share_buffers(io_uring_buf_ring* memory, unsigned entries, unsigned short group) noexcept;

    unsigned unsubmitted() const noexcept { return io_uring_sq_ready(&ring_); }
    bool has_pending_events() const noexcept;
    bool can_complete() const noexcept { return true; }  // who knows what a peer will do
    time_point now() const noexcept { return clock::now(); }

  private:
    io_uring ring_{};
};

static_assert(ring<liburing_ring>);

}  // namespace rt
