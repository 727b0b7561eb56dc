// trace -- the one place where a loop can be watched.
//
// Whatever happens says trace({...}); where nobody watches, that is one predictable branch. Events are facts in
// the order in which they happen. What a recorder makes of them: rt/loop/trace_recorder.hpp.
//
// Lifetime:  the sink outlives its registration (loop::set_trace). What an event points at is there during
//            on() and no longer; names and words are literals.
// Threads:   on() is called on the loop's own thread. It does not call back into the loop, but to ask the time.
#pragma once

#include <cstdint>

namespace rt {

struct task_record;
struct waiter;
class cancel_scope;

enum class trace_kind : std::uint8_t {
    spawn,         // a line of execution began: task
    suspend,       // task waits, in `at`
    resume,        // task is about to run; it waited in `at`
    finish,        // task ended
    submit,        // task handed an operation over: at
    complete,      // the last completion of the operation `at` was collected; task: not said
    kernel_enter,  // the loop submits, waits or collects
    kernel_leave,  // value: how many operations have finished
    job,           // a pool thread has run a job of task: value is the thread, from `begun` to `ended`
    scope_enter,   // task runs in scope from now on
    scope_leave,   // and now no more
    scope_cancel,  // scope was told to end, by task or, null, by a deadline
};

struct trace_event {
    trace_kind kind;
    const task_record* task = nullptr;
    const waiter* at = nullptr;
    const cancel_scope* scope = nullptr;
    std::uint64_t value = 0;
    std::int64_t begun = 0;  // nanoseconds of the real clock
    std::int64_t ended = 0;
};

class trace_sink {
  public:
    virtual ~trace_sink() = default;
    virtual void on(const trace_event& event) noexcept = 0;
};

namespace detail {

inline thread_local constinit trace_sink* trace_here = nullptr;

}  // namespace detail

inline bool is_traced() noexcept { return detail::trace_here != nullptr; }

inline void trace(const trace_event& event) noexcept {
    if (detail::trace_here == nullptr) [[likely]]
        return;
    const trace_event told = event;  // so that only here, where somebody listens, an event is built in memory
    detail::trace_here->on(told);
}

}  // namespace rt
