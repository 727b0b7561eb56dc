// task_record and waiter -- who is running, and who waits to be resumed.
//
// A task_record stands for one line of execution: a root, or a child that runs beside others (of when_all, of
// a task group). Everything awaited from there runs under the same record. What the runtime knows about a
// task (its name in a trace, its place in the await graph, its cancel scope) hangs here and never in a
// promise: so a task type needs nothing but the coroutine protocol, and a learner's own works wherever ours
// does.
//
// A waiter is a suspended coroutine together with its record. Every leaf awaiter derives from it. While
// contracts are checked, one that is resumed twice, stands in two queues or ends in one says so, and does not
// jump into freed memory.
//
// Lifetime:  a waiter lives in the awaiting frame; a record in the frame of whoever started the line.
// Invariant: a line that is suspended waits in exactly one waiter; one that runs, or is about to, in none.
// Threads:   the current record is the thread's own.
#pragma once

#include <coroutine>
#include <cstdint>
#include <rt/core/call_site.hpp>
#include <rt/core/contract.hpp>
#include <rt/core/list_link.hpp>
#include <rt/core/trace.hpp>

namespace rt {

class cancel_scope;
class waiter_queue;
struct waiter;

struct task_record : list_link {         // among those that run in the same scope
    std::uint64_t id = 0;                // counts up in each loop; 0: never begun
    std::uint64_t parent = 0;            // the id of the line that started it; 0: none did
    const char* name = "task";           // a literal: what a trace calls it
    cancel_scope* scope = nullptr;       // the innermost that it runs in; null: nothing can cancel it
    waiter* waits_in = nullptr;          // see the invariant
    const waiter_queue* home = nullptr;  // the run queue of the loop it began on; null: none ran there
    std::int64_t since = 0;              // when its last wait, or its life, began: detail::turn_time of then

    // A line begins, started by the one that runs now. Called once, by whoever makes lines.
    void begin(const char* called) noexcept;
    // It ended. The last that is said of it.
    void end() const noexcept { trace({.kind = trace_kind::finish, .task = this}); }
};

namespace detail {

inline thread_local constinit task_record* current_record = nullptr;

// Told by the loop, which alone has a clock: when this turn began, in nanoseconds. It costs a load to know.
inline thread_local constinit std::int64_t turn_time = 0;
inline thread_local constinit std::uint64_t last_task_id = 0;

// Where what becomes ready on this thread is put: a loop says so while it lives. See make_ready().
inline thread_local constinit waiter_queue* run_queue_here = nullptr;

}  // namespace detail

inline void task_record::begin(const char* called) noexcept {
    name = called;
    id = ++detail::last_task_id;
    parent = detail::current_record != nullptr ? detail::current_record->id : 0;
    home = detail::run_queue_here;
    since = detail::turn_time;
    trace({.kind = trace_kind::spawn, .task = this});
}

// The record of the line of execution that runs now; null outside of one.
inline task_record* current_task() noexcept { return detail::current_record; }

// Makes `record` current until the end of the block.
class as_current {
  public:
    explicit as_current(task_record* record) noexcept : previous_(detail::current_record) {
        detail::current_record = record;
    }
    as_current(const as_current&) = delete;
    as_current& operator=(const as_current&) = delete;
    ~as_current() { detail::current_record = previous_; }

  private:
    task_record* previous_;
};

namespace detail {

inline char in_no_wait = 0;  // its address is what `next` of a waiter says that is not suspended

}  // namespace detail

struct waiter {
    // In whichever one queue it stands. While contracts are checked it is, in no queue, idle() before suspend()
    // and after resume(), and the waiter itself in between.
    waiter* next = RT_CONTRACTS ? idle() : nullptr;
    std::coroutine_handle<> frame;  // resumed once for each suspend()
    task_record* record = nullptr;  // made current again before the frame is
    call_site where;                // the co_await

    waiter() noexcept = default;
    waiter(const waiter&) = delete;
    waiter& operator=(const waiter&) = delete;
#if RT_CONTRACTS
    ~waiter() {
        RT_EXPECTS(in_no_queue(),
                   "a frame is destroyed while it waits in a queue, and will be resumed all the same. "
                   "Cancel its scope and let it end");
    }
#endif

    // Call from await_suspend, before anybody else can see this waiter.
    void suspend(std::coroutine_handle<> awaiting, call_site at = {}) noexcept {
        stand_by(awaiting, at);
        if (record == nullptr) return;
        record->waits_in = this;
        record->since = detail::turn_time;
    }

    // The same for one that waits for nothing but its turn to run.
    void stand_by(std::coroutine_handle<> awaiting, call_site at = {}) noexcept {
        RT_EXPECTS(next == idle(),
                   "this awaiter waits already: two coroutines await one object. Make one for each");
        if (RT_CONTRACTS) next = this;
        frame = awaiting;
        where = at;
        record = detail::current_record;
        if (record != nullptr) trace({.kind = trace_kind::suspend, .task = record, .at = this});
    }

    // For whoever begins a line: `beginning` has not run yet, and will under `of`.
    void suspend_before(std::coroutine_handle<> beginning, task_record& of) noexcept {
        if (RT_CONTRACTS) next = this;
        frame = beginning;
        record = &of;
    }

    // It waits no more: what comes now is to be resumed.
    void woken() noexcept {
        RT_EXPECTS(frame && next != idle(),
                   "this waiter is not suspended: it was resumed before, or its await_suspend "
                   "has not called suspend()");
        if (record != nullptr) record->waits_in = nullptr;
    }

    // The last thing to do with a waiter: the frame it lives in may be gone when this returns.
    void resume() { hand_over().resume(); }

    // The same for an await_suspend or a final_suspend: RETURNS the frame to transfer to.
    std::coroutine_handle<> hand_over() noexcept {
        woken();
        RT_EXPECTS(in_no_queue(),
                   "this waiter is resumed while it stands in a queue: it will be resumed again");
        if (RT_CONTRACTS) next = idle();
        trace({.kind = trace_kind::resume, .task = record, .at = this});
        detail::current_record = record;
        return frame;
    }

    // Called by the queues.
    void enters_queue() const noexcept {
        RT_EXPECTS(in_no_queue(),
                   "this waiter stands in a queue already: it was woken twice, or waits for two things");
    }
    void leaves_queue() noexcept {
        if (RT_CONTRACTS) next = this;
    }

    // Its scope was cancelled while it waited: leave what is waited for and become ready, now or when the
    // kernel lets go of it. What cannot be cut short does nothing. Called at most once for each suspend().
    virtual void cut_short() noexcept {}

    // What it waits for, in a word or two, for the await graph: a literal.
    virtual const char* waits_for() const noexcept { return "others"; }

  private:
    static waiter* idle() noexcept { return reinterpret_cast<waiter*>(&detail::in_no_wait); }
    bool in_no_queue() const noexcept { return next == this || next == idle(); }
};

}  // namespace rt
