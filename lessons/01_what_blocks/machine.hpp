// machine.hpp -- what a program may ask of the computer here: the time, a pause, a core, another thread.
//
// Two kinds: real_machine.hpp is this computer; scripted_machine.hpp has a clock that nobody waits for.
// Threads: only threads that the machine started, and the one that built it, may call it.
#pragma once
#include <chrono>
#include <functional>

namespace lesson01 {

using ms = std::chrono::milliseconds;

class machine {
  public:
    virtual ~machine() = default;

    virtual ms now() const = 0;
    virtual void wait(ms length) = 0;  // the thread stands still and needs no core
    virtual void work(ms length) = 0;  // the thread computes: it needs a core for so long

    virtual void start(std::function<void()> job) = 0;  // runs the job on another thread and returns at once
    virtual void join() = 0;                            // waits until all started jobs have ended

    // For a loop with nothing to do: waits until `when`, or until another thread calls wake().
    // REQUIRES: one thread at a time is idle.
    virtual void idle_until(ms when) = 0;
    virtual void wake() = 0;
};

}  // namespace lesson01
