#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <rt/loop/clock.hpp>
#include <rt/loop/doorbell.hpp>

namespace rt {

namespace {

// Sleeps while `word` is 0; comes back early as it likes.
void sleep_on(std::atomic<std::uint32_t>& word, const timespec* limit) noexcept {
    ::syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, limit, nullptr, 0);
}

}  // namespace

bool doorbell::wait(std::chrono::nanoseconds limit) noexcept {
    const time_point deadline = deadline_after(clock::now(), limit);
    while (!take_ring()) {
        const auto left = deadline - clock::now();
        if (left <= duration::zero()) return take_ring();
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        const timespec at_most{seconds.count(), (left - seconds).count()};
        sleep_on(rung_, &at_most);
    }
    return true;
}

void doorbell::wait() noexcept {
    while (!take_ring()) sleep_on(rung_, nullptr);
}

void doorbell::ring() noexcept {
    std::atomic<std::uint32_t>* const address = &rung_;
    rung_.store(1, std::memory_order_release);  // from here on only the address is ours
    ::syscall(SYS_futex, address, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0);
}

}  // namespace rt
