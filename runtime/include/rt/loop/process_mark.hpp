// process_mark -- which process made this. After fork() the child holds a copy of everything and owns none
// of it: the ring is shared with the parent, and of the threads only the one that forked is there.
//
// Errors:    expect_here() in a child says its message and aborts, in every build: to unwind would already
//            touch the ring.
// Threads:   any. The mark costs a load and a comparison; no system call.
// Source:    pthread_atfork(3). A child of vfork() or posix_spawn() is not told apart: it may only exec() anyway.
#pragma once

#include <atomic>
#include <rt/core/contract.hpp>

namespace rt {

class process_mark {
  public:
    process_mark() noexcept;

    // False in a child of the process that made this.
    bool is_here() const noexcept { return forks_ == forks_so_far.load(std::memory_order_relaxed); }

    void expect_here(const char* message) const noexcept {
        if (!is_here()) [[unlikely]]
            detail::contract_broken(message, __FILE__, __LINE__);
    }

  private:
    static inline constinit std::atomic<unsigned> forks_so_far =
        0;  // from the first process down to this one

    unsigned forks_;
};

}  // namespace rt
