// epoll_driver -- the same operations on readiness: the kernel says when, and we make the call.
//
// For kernels and containers that refuse io_uring, and to compare: each operation is tried at once; what
// would have to wait is tried again when epoll reports its descriptor. Epoll cannot wait for a file: what a
// file does not answer from memory is carried out on the thread pool, as the kernel does behind a ring, so
// that the loop goes on. Once a thread has begun it a cancel comes too late: it ends when the disk has
// answered.
//
// A descriptor that is waited on is made non-blocking, and stays so, for everybody who shares it: a terminal or a pipe too.
//
// Errors:    an operation's in its result; EBUSY for a second reader or writer. The constructor throws std::system_error.
// Lifetime:  owns the epoll instance. A descriptor may be closed when nothing waits on it, as with every driver.
// Invariant: one reader and one writer wait on a descriptor at most. Registrations are one-shot: a descriptor
//            that is closed and whose number comes again carries nothing over.
// Source:    epoll(7), epoll_pwait2(2).
// Threads:   the loop's own; wake() from any.
#pragma once

#include <cstddef>
#include <memory>
#include <rt/io/attempt.hpp>
#include <rt/io/buffer_pool.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/offload.hpp>
#include <rt/loop/driver.hpp>
#include <vector>

namespace rt {

class epoll_driver final : public driver {
  public:
    epoll_driver();
    ~epoll_driver() override;

    std::string_view name() const noexcept override { return "epoll"; }
    time_point now() const noexcept override { return clock::now(); }
    std::size_t in_flight() const noexcept override { return in_flight_; }

    void start(operation& op) override;
    void cancel(operation& op) override;
    void cancel_all() override;
    void turn(time_point wait_until, waiter_queue& ready) override;
    void wake() noexcept override;
    buffer_pool& buffers() override;

  private:
    // Who waits on a descriptor, by its number.
    struct waiting {
        operation* reader = nullptr;
        operation* writer = nullptr;
    };

    void try_now(operation& op);
    void finish(operation& op, std::int32_t result);
    void wait_for_readiness(operation& op);
    void watch(int descriptor);
    void report(int descriptor, std::uint32_t events);
    void retry(operation*& slot);
    int wait(time_point wait_until);
    operation*& slot_of(waiting_place place);

    fd epoll_;
    fd wake_;
    offload offload_;
    std::vector<waiting> waiting_;
    std::unique_ptr<buffer_pool> buffers_;
    waiter_queue finished_;  // since the last turn
    std::size_t in_flight_ = 0;
};

}  // namespace rt
