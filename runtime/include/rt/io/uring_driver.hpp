// uring_driver -- the driver on a ring: one kernel entry a turn submits everything and waits.
//
// Errors:    throws std::system_error when the kernel refuses to be entered for a reason that is not routine.
// Lifetime:  owns the ring. What is in flight at the end is a broken contract: the kernel would write to
//            nobody.
// Invariant: one read on the eventfd is always in flight, so that wake() ends any wait.
// Threads:   the thread that made it; wake() from any.
#pragma once

#include <cerrno>
#include <memory>
#include <rt/io/buffer_pool.hpp>
#include <rt/io/completion.hpp>
#include <rt/io/ring.hpp>
#include <rt/io/submission.hpp>
#include <rt/io/wake_event.hpp>
#include <rt/loop/driver.hpp>
#include <utility>

namespace rt {

template <ring Ring>
class uring_driver final : public driver {
  public:
    template <class... Args>
    explicit uring_driver(std::string_view name, Args&&... args)
        : name_(name),
          ring_(std::forward<Args>(args)...),
          submission_(ring_, stats_),
          completion_(ring_, stats_) {
        abilities_.accept_many = abilities_.receive_many = collects_many && shares_buffers;
    }

    ~uring_driver() override {
        RT_EXPECTS(in_flight() == 0,
                   "a driver ends while operations are in flight: cancel_all() first, then turn()");
        waiter_queue nobody;
        if (wake_.in_flight()) submission_.cancel(wake_);
        while (in_flight_ > 0) {
            enter(never);
            in_flight_ -= completion_.collect(nobody);
        }
    }

    std::string_view name() const noexcept override { return name_; }
    time_point now() const noexcept override { return ring_.now(); }
    std::size_t in_flight() const noexcept override {
        return in_flight_ - wake_.outstanding_ops() - cancel_all_.outstanding_ops();
    }
    bool can_complete() const noexcept override { return in_flight() > 0 && ring_.can_complete(); }
    bool clock_jumps() const noexcept override {
        if constexpr (requires { Ring::clock_jumps; }) return Ring::clock_jumps;
        return false;
    }
    Ring& ring() noexcept { return ring_; }

    void start(operation& op) override {
        submission_.start(op);
        ++in_flight_;
    }

    void cancel(operation& op) override { submission_.cancel(op); }

    void cancel_all() override {
        if (cancel_all_.in_flight()) return;
        submission_.cancel_all(cancel_all_);
        ++in_flight_;
    }

    void hand_over() override {
        while (ring_.unsubmitted() > 0) submission_.submit();
    }

    void turn(time_point wait_until, waiter_queue& ready) override {
        if (!wake_.in_flight()) start(wake_);
        if (buffers_ && wait_until != time_point::min()) buffers_->before_sleep();
        enter(wait_until);
        in_flight_ -= completion_.collect(ready);
    }

    void wake() noexcept override { wake_.signal(); }

    buffer_pool& buffers() override {
        if (!buffers_) {
            buffers_ = std::make_unique<buffer_pool>(wanted_buffers_);
            if (abilities_.receive_many) share_buffers();
        }
        return *buffers_;
    }

  private:
    // A learner's completion may know only requests that complete once; so may a ring, which then shares no buffers.
    static constexpr bool collects_many = requires { requires completion<Ring>::collects_many; };
    static constexpr bool shares_buffers = requires(Ring & r, io_uring_buf_ring* memory) {
        r.share_buffers(memory, 1U, shared_buffers);
    };

    void share_buffers() {
        if constexpr (shares_buffers) {
            abilities_.receive_many =
                ring_.share_buffers(buffers_->share(), buffers_->entries(), shared_buffers) == 0;
            if (!abilities_.receive_many) buffers_->unshare();
        }
    }

    // The only place where the runtime waits.
    void enter(time_point wait_until) {
        int entered = 0;
        if (wait_until == never) {
            entered = ring_.submit_and_wait();
        } else if (const time_point now = wait_until == time_point::min() ? never : ring_.now();
                   now < wait_until) {
            entered = ring_.submit_and_wait(wait_until - now);
        } else {
            if (ring_.unsubmitted() > 0) submission_.submit();
            return;
        }
        ++stats_.kernel_entries;
        const bool routine =
            entered >= 0 || entered == -ETIME || entered == -EINTR || entered == -EAGAIN || entered == -EBUSY;
        if (!routine) throw std::system_error(-entered, std::system_category(), "io_uring_enter");
    }

    std::string_view name_;
    std::unique_ptr<buffer_pool> buffers_;  // before the ring, for it outlives what knows it
    Ring ring_;
    submission<Ring> submission_;
    completion<Ring> completion_;
    wake_event wake_;
    internal_operation cancel_all_{op_code::nop, -1};
    std::size_t in_flight_ = 0;  // ours among them
};

}  // namespace rt
