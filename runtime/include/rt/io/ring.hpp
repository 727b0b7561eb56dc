// ring -- what the uring driver needs of a ring: a submission queue to fill, a completion queue to empty.
//
// Two kinds exist: liburing's, which is the kernel's, and a simulated one, whose kernel is a few hundred lines with
// a virtual clock, a seed and a plan of faults. The driver is a template over this concept, so its own code meets
// every fault that the simulated one can produce.
//
// Errors:    submit and wait return -errno; the driver decides which of them are routine (EINTR, EBUSY, ETIME).
// Source:    io_uring(7), io_uring_enter(2).
// Threads:   one: a ring belongs to the thread that made it.
#pragma once

#include <liburing.h>

#include <chrono>
#include <concepts>
#include <rt/loop/clock.hpp>

namespace rt {

template <class R>
concept ring = requires(R& r, const R& constant, std::chrono::nanoseconds limit) {
    // The next free entry, zeroed or to be prepared whole; null when the submission queue is full.
    { r.get_sqe() } -> std::same_as<io_uring_sqe*>;

    // Hands the filled entries to the kernel. RETURNS how many it took, or -errno.
    { r.submit() } -> std::same_as<int>;

    // The same, and waits until a completion is there; the second ends with -ETIME when `limit` is over.
    { r.submit_and_wait() } -> std::same_as<int>;
    { r.submit_and_wait(limit) } -> std::same_as<int>;

    // Lets the kernel post what it holds back: completions that it defers to us, or that overflowed the queue.
    { r.get_events() } -> std::same_as<int>;

    // The oldest completion, or null. It is the ring's again after seen().
    { r.peek_cqe() } -> std::same_as<io_uring_cqe*>;
    { r.seen() };

    // Entries filled and not yet submitted; whether get_events() may bring something: a hint, true too often.
    { constant.unsubmitted() } -> std::same_as<unsigned>;
    { constant.has_pending_events() } -> std::same_as<bool>;

    // Whether a wait without limit would end by itself, as far as the ring can know: the kernel's never can.
    { constant.can_complete() } -> std::same_as<bool>;

    { constant.now() } -> std::same_as<time_point>;
};

}  // namespace rt
