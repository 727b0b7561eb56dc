// job_times -- when and on which thread a pool job ran, if the loop that waits for it is traced.
//
// Threads:   watch() and tell() on the loop's, begin() and end() on the pool's. The submission and the post order
//            them.
#pragma once

#include <atomic>
#include <cstdint>
#include <rt/core/trace.hpp>
#include <rt/loop/clock.hpp>

namespace rt {

class job_times {
  public:
    void watch() noexcept { is_watched_ = is_traced(); }
    void begin() noexcept {
        if (is_watched_) begun_ = now();
    }
    void end() noexcept {
        if (!is_watched_) return;
        ended_ = now();
        thread_ = number_of_this_thread();
    }
    void tell(const task_record* task) const noexcept {
        if (ended_ == 0) return;
        trace({.kind = trace_kind::job, .task = task, .value = thread_, .begun = begun_, .ended = ended_});
    }

  private:
    static std::int64_t now() noexcept { return clock::now().time_since_epoch().count(); }
    static std::uint64_t number_of_this_thread() noexcept {
        static constinit std::atomic<std::uint64_t> numbered = 0;
        static thread_local const std::uint64_t mine = ++numbered;
        return mine;
    }

    bool is_watched_ = false;
    std::uint64_t thread_ = 0;
    std::int64_t begun_ = 0;
    std::int64_t ended_ = 0;
};

}  // namespace rt
