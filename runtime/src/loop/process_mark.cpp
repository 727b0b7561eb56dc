#include <pthread.h>

#include <rt/loop/process_mark.hpp>

namespace rt {

process_mark::process_mark() noexcept {
    // Once a process; a child has it from its parent. Should it fail, forks go unnoticed and nothing else is
    // worse.
    static const int registered =
        ::pthread_atfork(nullptr, nullptr, [] { forks_so_far.fetch_add(1, std::memory_order_relaxed); });
    (void)registered;
    forks_ = forks_so_far.load(std::memory_order_relaxed);
}

}  // namespace rt
