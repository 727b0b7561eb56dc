// become.hpp -- the two ends of a child's life that the child does not see: before its exec, and after its
// death.
#pragma once
#include <csignal>

#include "process.hpp"

namespace lab::detail {

// In the child, between fork and exec: its group, its streams, its limits, its environment. Does not return:
// what cannot be started says why and exits with 127.
[[noreturn]] void become(const command& what, const limits& bounds, int output, const sigset_t& mask);

// Kills and reaps every descendant that is left (they come to us: lab is their subreaper).
void sweep_descendants();

}  // namespace lab::detail
