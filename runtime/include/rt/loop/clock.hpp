// clock.hpp -- the time that timers and deadlines are told in: monotonic, in nanoseconds.
//
// A loop asks its driver what time it is, so a driver may have a clock of its own: the simulated one jumps.
#pragma once

#include <chrono>

namespace rt {

using clock = std::chrono::steady_clock;
using duration = clock::duration;
using time_point = clock::time_point;

// A deadline that never comes.
inline constexpr time_point never = time_point::max();

// `after` from `now`, without overflowing past `never`.
constexpr time_point deadline_after(time_point now, duration after) noexcept {
    return after < never - now ? now + after : never;
}

}  // namespace rt
