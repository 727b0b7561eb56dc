// spawn(task) -- start a line of execution beside the caller, on the same loop.
//
// Errors:    an exception that leaves the task ends the program with its message.
// Lifetime:  the loop owns it: rt::run() cancels it at the end and waits until it has ended. A task that others
//            depend on belongs into when_all.
// Threads:   the loop's own; the task runs at its next turn.
#pragma once

#include <rt/loop/loop.hpp>

namespace rt {

inline void spawn(task<> work, const char* name = "task") { loop::current().spawn(std::move(work), name); }

}  // namespace rt
