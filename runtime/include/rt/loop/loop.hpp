// loop -- one thread that resumes what is ready, and waits for the kernel when nothing is.
//
// A turn: resume a batch of what is ready; hand over the operations they started and collect the finished
// ones, in one kernel entry; make due timers and posted waiters ready. So tasks that always have work cannot keep
// I/O or timers waiting, as long as each suspends now and then: an await that is ready at once does not.
//
// Errors:    run_until() throws rt::deadlock when everything is parked and nothing can come: after it has
//            cancelled everything, so that what was parked has unwound. What cannot be cancelled is left
//            where it is.
// Lifetime:  outlives what runs on it. run_until() and shut_down() return with nothing of theirs left behind.
// Threads:   everything on the thread that made it, but post() and the stop flag: from any.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>
#include <rt/core/trace.hpp>
#include <rt/loop/driver.hpp>
#include <rt/loop/in_flight_table.hpp>
#include <rt/loop/mailbox.hpp>
#include <rt/loop/process_mark.hpp>
#include <rt/loop/timer_heap.hpp>
#include <stdexcept>
#include <string>

namespace rt {

// Every task is parked, and no operation, timer or worker is left that could wake one. what() has the await
// graph.
class deadlock : public std::logic_error {
  public:
    explicit deadlock(const std::string& graph);
};

class loop {
  public:
    explicit loop(std::unique_ptr<driver> d);
    loop(const loop&) = delete;
    loop& operator=(const loop&) = delete;
    ~loop();

    // The loop that runs on this thread. REQUIRES: there is one.
    static loop& current() noexcept {
        RT_EXPECTS(is_running_here(),
                   "no loop runs on this thread: call this from a task that rt::run() runs");
        return *running_here_;
    }
    static bool is_running_here() noexcept { return running_here_ != nullptr; }

    // Turns until `done`.
    void run_until(const bool& done);

    // Cancels what is left, and turns until every spawned task has ended.
    void shut_down();

    // What everything on this loop runs in: shut_down() cancels it.
    cancel_scope& outermost_scope() noexcept { return outermost_; }
    const cancel_scope& outermost_scope() const noexcept { return outermost_; }

    // Puts a waiter at the end of the run queue.
    void enqueue(waiter& w) noexcept {
        expect_my_thread();
        ready_.push(w);
    }

    // Starts a line of execution that nobody awaits: it ends by itself, or is cancelled by shut_down().
    void spawn(task<> work, const char* name = "task");

    void start(operation& op);
    void cancel(operation& op);
    // Cancels it, and the kernel knows at once: its descriptor may be closed though it has not ended.
    void let_go(operation& op);

    // Ends what is in flight on a descriptor that is about to be closed. RETURNS false when nothing is; else
    // `closer` becomes ready when the last of it has ended, and until then nothing new starts there.
    bool end_operations_on(int fd, waiter& closer);
    bool has_operations_on(int fd) const noexcept { return operations_.any_on(fd); }

    // The time at the beginning of this turn: it costs nothing.
    time_point now() const noexcept { return now_; }
    // The time now. What a wait is counted from: a task may have computed for long since its turn began.
    time_point clock_now() const noexcept { return driver_->now(); }

    void add(timer& t, time_point deadline) {
        expect_my_thread();
        timers_.add(t, deadline);
    }
    void remove(timer& t) noexcept { timers_.remove(t); }

    // Any thread: makes a waiter ready. The loop wakes up if it sleeps.
    void post(waiter& w) noexcept;

    // Any thread, and a signal handler: the await graph is printed to standard error at the next turn.
    void ask_for_dump() noexcept;

    // A worker owes this loop a post(): while one does, waiting is no deadlock.
    void expect_post() noexcept { ++expected_posts_; }
    void got_post() noexcept { --expected_posts_; }

    // Loops of one company end together: each may post to the others at any time, so waiting is no deadlock.
    void set_company(const void* company) noexcept { company_ = company; }

    // How long to look for something to do before going to sleep: burns a core, and saves the way out of a sleep.
    void set_spin(duration limit) noexcept { spin_ = limit; }

    bool is_shutting_down() const noexcept { return outermost_.cancel_called(); }
    // For what only a driver knows: its buffers, its abilities. Operations go through start() and cancel().
    rt::driver& its_driver() noexcept { return *driver_; }
    std::string_view driver_name() const noexcept { return driver_->name(); }
    const driver_stats& stats() const noexcept { return driver_->stats(); }
    std::uint64_t resumed() const noexcept { return resumed_; }
    std::size_t in_flight() const noexcept { return driver_->in_flight(); }
    const waiter_queue& run_queue() const noexcept { return ready_; }

    // Tells `sink` what happens on this thread, until this loop ends or another sink is set; null: nobody.
    void set_trace(trace_sink* sink) noexcept { detail::trace_here = sink; }

  private:
    template <class Done>
    void turn_until(Done done);
    void resume_batch();
    void meet_the_kernel();
    void expire_timers();
    bool can_anything_happen() const noexcept;
    void abandon_operations();
    bool spin();
    void expect_my_process() const noexcept;
    void expect_my_thread() const noexcept {
        RT_EXPECTS(detail::run_queue_here == &ready_,
                   "this loop runs on another thread, and is that thread's own. Reach it by from_thread, "
                   "runtime::spawn_on() or loop::post()");
    }
    void refuse(operation& op, int error);
    void look_at_the_clock() noexcept;
    detached run_spawned(task<> work);

    static inline thread_local constinit loop* running_here_ = nullptr;

    const process_mark made_in_;
    std::unique_ptr<driver> driver_;
    cancel_scope outermost_;
    waiter_queue ready_;
    timer_heap timers_;
    mailbox mailbox_;
    in_flight_table operations_;
    time_point now_;
    duration spin_ = duration::zero();
    std::size_t spawned_ = 0;         // detached tasks that have not ended
    std::size_t expected_posts_ = 0;  // see expect_post()
    const void* company_ = nullptr;   // see set_company()
    std::atomic<int> posting_ = 0;    // threads inside post(): the loop outlives their last step
    std::uint64_t resumed_ = 0;
    std::atomic<bool> dump_asked_ = false;
};

}  // namespace rt
