// toy_loop.hpp -- one thread, a queue of things to do, a list of alarms. Lesson 06 builds the real one.
//
// A callback has the loop to itself until it returns: while it waits or works, nobody else's turn comes.
//
// Errors:    a callback does not throw.
// Lifetime:  what a callback refers to outlives its turn.
// Invariant: callbacks run on the thread that called run(), one at a time, in the order they became due.
// Threads:   post() may be called from any thread, the rest from the loop's own.
#pragma once
#include <deque>
#include <map>
#include <mutex>
#include <utility>

#include "machine.hpp"

namespace lesson01 {

class toy_loop {
  public:
    using callback = std::function<void()>;

    explicit toy_loop(machine& on) : machine_(on) {}

    // Soon: after everything that is already in the queue. Returns at once.
    void post(callback f) {
        {
            std::lock_guard lock(mutex_);
            ready_.push_back(std::move(f));
        }
        machine_.wake();
    }

    // Later: sets an alarm. Returns at once.
    void after(ms delay, callback f) { alarms_.emplace(machine_.now() + delay, std::move(f)); }

    // Until nothing is left: no callback in the queue and no alarm set. It cannot know that another
    // thread is going to post: keep an alarm set for so long.
    void run() {
        for (;;) {
            ring_due_alarms();
            if (callback f = next()) {
                f();
            } else if (alarms_.empty()) {
                return;
            } else {
                machine_.idle_until(alarms_.begin()->first);
            }
        }
    }

  private:
    void ring_due_alarms() {
        std::lock_guard lock(mutex_);
        while (!alarms_.empty() && alarms_.begin()->first <= machine_.now()) {
            ready_.push_back(std::move(alarms_.begin()->second));
            alarms_.erase(alarms_.begin());
        }
    }

    callback next() {
        std::lock_guard lock(mutex_);
        if (ready_.empty()) return {};
        callback f = std::move(ready_.front());
        ready_.pop_front();
        return f;
    }

    machine& machine_;
    std::multimap<ms, callback> alarms_;  // by time; on a tie, the one that was set first
    std::mutex mutex_;                    // guards ready_, for the sake of post()
    std::deque<callback> ready_;
};

}  // namespace lesson01
