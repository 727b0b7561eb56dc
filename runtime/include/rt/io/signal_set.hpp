// signal_set -- signals as something to await instead of a handler that interrupts.
//
//     rt::signal_set stop{SIGINT, SIGTERM};
//     const int which = (co_await stop.next()).value_or(SIGTERM);
//
// Errors:    the constructor throws std::system_error.
// Lifetime:  the signals are blocked for the thread from here on, and for the threads it makes later: construct it
//            before any. The destructor unblocks them again; what came and was not awaited is then delivered.
// Source:    signalfd(2).
// Threads:   the loop's own.
#pragma once

#include <signal.h>
#include <sys/signalfd.h>

#include <initializer_list>
#include <rt/core/task.hpp>
#include <rt/io/fd.hpp>
#include <rt/io/io_result.hpp>

namespace rt {

class signal_set {
  public:
    signal_set(std::initializer_list<int> signals);
    signal_set(const signal_set&) = delete;
    signal_set& operator=(const signal_set&) = delete;
    ~signal_set();

    // Suspends until one of them comes. RETURNS its number.
    task<io_result<int>> next();

  private:
    sigset_t signals_;
    sigset_t before_;
    fd pipe_;
};

}  // namespace rt
