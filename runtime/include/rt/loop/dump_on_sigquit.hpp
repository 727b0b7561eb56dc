// dump_on_sigquit -- while one lives, SIGQUIT (Ctrl-\ in a terminal) makes every loop of the process print
// its await graph to standard error, and the program goes on. rt::run() has one.
//
// The handler only marks the loops and wakes them: each prints at its next turn. A task that computes and
// never gives way delays that, so the handler says at once which task runs. A program with a handler of its
// own for SIGQUIT keeps it, and nothing is printed.
//
// Lifetime:  for its loop, on its thread; the last one puts back what SIGQUIT did before.
// Threads:   the handler runs on any, and sends the signal on to the thread of each loop.
// Source:    signal-safety(7): write, pthread_kill, clock_gettime are allowed there.
#pragma once

#include <cstddef>

namespace rt {

class loop;

class dump_on_sigquit {
  public:
    explicit dump_on_sigquit(loop& home) noexcept;
    dump_on_sigquit(const dump_on_sigquit&) = delete;
    dump_on_sigquit& operator=(const dump_on_sigquit&) = delete;
    ~dump_on_sigquit();

    static constexpr std::size_t most_loops = 64;  // further ones print nothing

  private:
    std::size_t place_;
};

}  // namespace rt
