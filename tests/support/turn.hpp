// turn -- a driver without a loop: what is ready resumes nobody, the test looks at its operations itself.
#pragma once

#include <rt/loop/driver.hpp>

#include "support/plain_operation.hpp"

inline constexpr rt::time_point do_not_wait = rt::time_point::min();

inline void turn(rt::driver& d, rt::time_point until = rt::never) {
    rt::waiter_queue ready;
    d.turn(until, ready);
}

inline void turn_until_idle(rt::driver& d) {
    while (d.in_flight() > 0) turn(d);
}
