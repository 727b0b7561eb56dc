// offload -- requests to files, carried out on the thread pool for a driver that has no ring to do it.
//
// A kernel with io_uring does the same: what a file cannot answer at once goes to a worker thread.
//
// Lifetime:  ends when nothing that it has started is left. A request that a thread has begun runs to its end:
//            there is no way to call it back.
// Invariant: a job is in free_, at the pool, or in ended_ until it is collected. None is allocated once warm.
// Threads:   the driver's own; the jobs run on pool threads and come back through ended_.
#pragma once

#include <deque>
#include <mutex>
#include <rt/loop/operation.hpp>
#include <rt/loop/thread_pool.hpp>
#include <utility>
#include <vector>

namespace rt {

class offload {
  public:
    // Each job that has ended writes to `wake`, an eventfd that the driver waits on.
    explicit offload(int wake) noexcept : wake_(wake) {}
    offload(const offload&) = delete;
    offload& operator=(const offload&) = delete;

    void start(operation& op);

    // Takes back a request that no thread has begun. RETURNS false for one that was begun, or is not here.
    bool withdraw(operation& op) noexcept;

    // Calls `with` for each operation that was started and not collected.
    template <class F>
    void for_each(F with) {
        for (job& each : jobs_)
            if (each.op != nullptr) with(*each.op);
    }

    // Calls `with` for each operation that has its result.
    template <class F>
    void collect(F with) {
        {
            const std::lock_guard lock(mutex_);
            collected_.swap(ended_);
        }
        for (job* const each : collected_) {
            free_.push_back(each);
            with(*std::exchange(each->op, nullptr));
        }
        collected_.clear();
    }

  private:
    struct job final : thread_pool::job {
        explicit job(offload& o) noexcept : owner(o) {}
        void run() noexcept override;
        void ended() noexcept override;
        offload& owner;
        operation* op = nullptr;  // null: it is free
    };

    const int wake_;
    std::deque<job> jobs_;
    std::vector<job*> free_;
    std::vector<job*> collected_;
    std::mutex mutex_;  // of ended_
    std::vector<job*> ended_;
};

}  // namespace rt
