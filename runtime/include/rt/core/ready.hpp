// make_ready(waiter) -- put a woken waiter at the end of the run queue of the loop that runs here.
//
// What wakes others (an event, a mutex, a channel) needs nothing of a loop but this, and so can stand below
// it: a loop says where its run queue is while it lives.
//
// Lifetime:  the waiter stays where it is until it is resumed.
// Threads:   the loop's own. Another thread says loop::post().
#pragma once

#include <rt/core/contract.hpp>
#include <rt/core/waiter_queue.hpp>

namespace rt {

// REQUIRES: a loop runs on this thread.
inline void make_ready(waiter& w) noexcept {
    RT_EXPECTS(detail::run_queue_here != nullptr,
               "no loop runs on this thread: only tasks of a loop wake each other");
    RT_EXPECTS(w.record == nullptr || w.record->home == nullptr || w.record->home == detail::run_queue_here,
               "the task that is woken belongs to another thread's loop: an event, a lock, a channel, a "
               "cancel scope "
               "is one loop's own. Reach the other loop by from_thread, runtime::spawn_on() or loop::post()");
    w.woken();
    detail::run_queue_here->push(w);
}

}  // namespace rt
