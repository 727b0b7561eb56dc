// wait_queue and queued_wait -- tasks that wait for each other, first come first served; who is cancelled
// leaves.
//
// What every primitive of this floor is made of. A queued_wait is a waiter that knows how to leave the queue
// it stands in, so cancellation is written once, here. Waking one takes two steps: pop() and make_ready().
// From then on it can be cancelled no more, and so what it was given cannot get lost: it resumes and has it.
//
// Lifetime:  a wait lives in the awaiting frame, and leaves the queue before that ends.
// Threads:   one loop's own.
#pragma once

#include <rt/core/cancel_scope.hpp>
#include <rt/core/ready.hpp>

namespace rt {

class queued_wait : public waiter, list_link {
  protected:
    queued_wait() noexcept = default;

    // For await_ready: RETURNS true, for await_resume to throw, when the scope is cancelled already.
    bool refuse_if_cancelled() noexcept { return cancelled_ = cancellation_pending(); }

    // For await_resume.
    void throw_if_cancelled() const {
        if (cancelled_) throw cancelled{};
    }
    bool was_cancelled() const noexcept { return cancelled_; }

    // Out of the queue: await_resume will throw.
    void withdraw() noexcept {
        leave();
        cancelled_ = true;
    }
    void cut_short() noexcept override {
        withdraw();
        make_ready(*this);
    }

  private:
    friend class wait_queue;
    bool cancelled_ = false;
};

class wait_queue {
  public:
    bool empty() const noexcept { return head_.alone(); }

    // REQUIRES: suspended, in no queue.
    void push(queued_wait& w) noexcept {
        RT_EXPECTS(w.alone(), "this awaiter stands in a queue already: it waits for one thing at a time");
        w.stand_before(head_);
    }

    // RETURNS the longest waiting one. REQUIRES: not empty.
    queued_wait& pop() noexcept {
        queued_wait& first = front();
        first.leave();
        return first;
    }
    queued_wait& front() const noexcept { return static_cast<queued_wait&>(*head_.next()); }

  private:
    list_link head_;
};

}  // namespace rt
