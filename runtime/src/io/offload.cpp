#include <unistd.h>

#include <cstdint>
#include <rt/io/attempt.hpp>
#include <rt/io/offload.hpp>

namespace rt {

void offload::start(operation& op) {
    if (free_.empty()) {
        free_.push_back(&jobs_.emplace_back(*this));
        const std::lock_guard lock(mutex_);
        ended_.reserve(jobs_.size());  // so that a thread never allocates to come back
    }
    job& next = *free_.back();
    free_.pop_back();
    next.op = &op;
    thread_pool::shared().submit(next);
}

bool offload::withdraw(operation& op) noexcept {
    for (job& each : jobs_) {
        if (each.op != &op) continue;
        if (!thread_pool::shared().withdraw(each)) return false;
        each.op = nullptr;
        free_.push_back(&each);
        return true;
    }
    return false;
}

void offload::job::run() noexcept { op->result = carry_out(*op); }

void offload::job::ended() noexcept {
    // Under the lock to the end: once it is collected, the loop may end, and this with it.
    const std::lock_guard lock(owner.mutex_);
    owner.ended_.push_back(this);
    const std::uint64_t one = 1;
    [[maybe_unused]] const ssize_t written = ::write(owner.wake_, &one, sizeof one);
}

}  // namespace rt
