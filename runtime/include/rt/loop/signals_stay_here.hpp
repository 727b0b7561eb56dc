// signals_stay_here -- threads made before the end of the block have the signals blocked that somebody may wait for: what is sent
// to the process comes to its other threads, where a signal_set can take it.
//
// Open stay those that a thread's own error raises, for a debugger or a sanitizer waits there, and SIGQUIT, which is passed on
// to every loop: see dump_on_sigquit.
//
// Threads:   any; about the threads that this one makes.
// Source:    pthread_sigmask(3): a new thread inherits the mask.
#pragma once

#include <signal.h>

#include <initializer_list>

namespace rt::detail {

class signals_stay_here {
  public:
    signals_stay_here() noexcept {
        sigset_t blocked;
        ::sigfillset(&blocked);
        for (const int open : {SIGQUIT, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT, SIGSYS})
            ::sigdelset(&blocked, open);
        ::pthread_sigmask(SIG_SETMASK, &blocked, &before_);
    }
    signals_stay_here(const signals_stay_here&) = delete;
    signals_stay_here& operator=(const signals_stay_here&) = delete;
    ~signals_stay_here() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

  private:
    sigset_t before_;
};

}  // namespace rt::detail
