// trace.hpp -- the one place where a loop can be watched.
//
// A loop without a sink pays one predictable branch an event. Events are facts in the order in which they happen;
// `task` is the line of execution they belong to, or null.
//
// Lifetime:  the sink outlives its registration; `what` points at a literal.
// Threads:   called on the loop's own thread. A sink does not call back into the loop.
#pragma once

#include <cstdint>
#include <rt/core/task_record.hpp>

namespace rt {

class operation;

enum class trace_kind : std::uint8_t {
    spawn,         // a line of execution was made
    resume,        // it is about to run
    submit,        // it handed an operation over
    kernel_enter,  // the loop submits, waits or collects
    kernel_leave,  // value: how many operations have finished
    finish,        // a line of execution ended
};

struct trace_event {
    trace_kind kind;
    const task_record* task = nullptr;
    const operation* op = nullptr;
    std::uint64_t value = 0;
};

class trace_sink {
  public:
    virtual ~trace_sink() = default;
    virtual void on(const trace_event& event) noexcept = 0;
};

}  // namespace rt
