// repeated_operation -- one request that the kernel answers again and again, until no more will come.
//
// It belongs to an object that a task asks for the next answer; what comes in between is kept. So waiting for
// an answer and the request itself are two things: who is cancelled, or has no more time, stops waiting, and
// the request goes on. Where the driver knows only one answer for one request it is made anew each time, and
// nobody sees a difference.
//
// The kernel may end a request unasked: for want of a buffer (-ENOBUFS), or of room in the completion queue.
// It is made again when the next answer is asked for. Of who does not keep up with what comes it is ended,
// and made again when the rest has been taken: so the peer has to wait.
//
// Errors:    what ends it for good is kept, and answers the next who asks.
// Lifetime:  its own: on the heap (recycled), since its owner may end before the last completion. abandon()
//            cancels it and drops what comes after all; it ends with its last completion. The kernel has
//            taken the cancel when abandon() returns: nothing is received from the descriptor any more.
// Threads:   the loop's own.
#pragma once

#include <cerrno>
#include <rt/core/frame_pool.hpp>
#include <rt/loop/loop.hpp>
#include <utility>

namespace rt {

class repeated_operation : public operation, public pooled_frame {
  public:
    // Whether take() would have something: an answer, or the reason why none will come.
    bool has_answer() const noexcept { return kept_ > 0 || error_ != 0 || at_end_; }

    // Resumes `who` when there is an answer. REQUIRES: has_answer() is false, and nobody waits.
    void wait(waiter& who);
    // RETURNS whether it was waiting: then it is not resumed.
    bool stop_waiting(waiter& who) noexcept;

    // REQUIRES: nobody waits. Nothing may be asked of it any more.
    void abandon() noexcept;

    void arrived(waiter_queue& ready) noexcept final;
    void finished(waiter_queue& ready) noexcept final;

  protected:
    repeated_operation(op_code once, op_code many, bool driver_abilities::*ability, int descriptor) noexcept
        : operation(once, descriptor), once_(once), many_(many), ability_(ability) {}
    virtual ~repeated_operation() = default;

    // One completion: `result` and `answer_flags` say what it brought. Keeps it; after an error gives back
    // what the request had in hand.
    virtual void keep() noexcept = 0;
    // Nobody will ask for what was kept: close it, give it back.
    virtual void drop_kept() noexcept = 0;
    // Fills in what the request needs. RETURNS false when it cannot be made now: request() is called later.
    virtual bool fill_in(bool /*many*/) { return true; }
    // Whether an error says only that the request is to be made again.
    virtual bool is_passing(int /*error*/) noexcept { return false; }
    // It is waiting for something else than the kernel, and shall no more.
    virtual void leave_queues() noexcept {}

    void request();
    bool is_wanted() const noexcept { return waiting_ != nullptr; }
    int take_error() noexcept { return std::exchange(error_, 0); }

    std::uint32_t kept_ = 0;  // answers that nobody has asked for yet
    bool at_end_ = false;     // nothing more will come, and that is no error

  private:
    void wake(waiter_queue& ready) noexcept;
    void learn_from(int error) noexcept;

    const op_code once_;
    const op_code many_;
    bool driver_abilities::*const ability_;
    waiter* waiting_ = nullptr;
    int error_ = 0;
    bool abandoned_ = false;
    bool refused_ = false;   // the kernel did not know it as one with many answers
    bool answered_ = false;  // since it was made
    bool full_ = false;      // cancelled, for it has brought enough
};

}  // namespace rt
