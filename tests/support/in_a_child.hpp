// in_a_child(f) -- calls f in a process of its own: a crash is an answer and not the end of the tests.
//
// Lifetime:  what f changes is lost with the child.
// Threads:   call it while this process has one thread.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>

enum class child_ended { well, saying_no, in_a_crash };

inline std::string in_words(child_ended how) {
    if (how == child_ended::well) return "well";
    return how == child_ended::saying_no ? "with a wrong result" : "in a crash";
}

// f returns whether all was well; an exception means no.
template <class F>
child_ended in_a_child(F f) {
    const pid_t child = ::fork();
    if (child == 0) {
        for (const int crash : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE})
            ::signal(crash, SIG_DFL);  // not Catch's
        bool well = false;
        try {
            well = f();
        } catch (...) {
        }
        ::_exit(well ? 0 : 1);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return child_ended::in_a_crash;
    return WEXITSTATUS(status) == 0 ? child_ended::well : child_ended::saying_no;
}
