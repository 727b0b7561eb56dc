#include <cerrno>
#include <rt/loop/doorbell.hpp>
#include <rt/loop/signals_stay_here.hpp>
#include <rt/loop/thread_pool.hpp>
#include <system_error>
#include <utility>

namespace rt {

struct thread_pool::worker {
    std::thread thread;
    std::list<worker>::iterator place;  // in workers_
    job* given = nullptr;               // set by whoever calls it; running_ counts it from then on
    worker* next = nullptr;             // among the idle, or among those who are being called
    doorbell bell;
};

thread_pool::thread_pool(std::size_t limit, std::chrono::milliseconds idle_time)
    : limit_(limit), idle_time_(idle_time) {
    RT_EXPECTS(limit > 0, "a pool with no token would never run a job");
}

// Never destroyed: a job that runs while the process exits may wait for a loop that is gone, and threads that
// rest hold nothing. In a child of fork() the old pool is a memory of the parent's: its threads are not here,
// its mutex may be locked.
thread_pool& thread_pool::shared() {
    static std::atomic<thread_pool*> current = new thread_pool;
    thread_pool* const pool = current.load(std::memory_order_acquire);
    if (pool->made_in_.is_here()) return *pool;
    auto* const fresh = new thread_pool(pool->limit_);
    thread_pool* seen = pool;
    if (current.compare_exchange_strong(seen, fresh, std::memory_order_acq_rel)) return *fresh;
    delete fresh;  // another thread of the child was quicker
    return *seen;
}

thread_pool::~thread_pool() {
    made_in_.expect_here(
        "this thread_pool belongs to the parent process: its threads are not in the child of a fork()");
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
        ring(idle_);
    }
    for (worker& w : workers_) w.thread.join();  // from here on nobody comes, and nobody leaves
}

void thread_pool::submit(job& j) {
    made_in_.expect_here(
        "this thread_pool belongs to the parent process: its threads are not in the child of a fork(). Make "
        "one in the "
        "child, or use thread_pool::shared(), which does so");
    std::unique_lock lock(mutex_);
    enqueue(j);
    worker* called = nullptr;
    try {
        called = call_workers();
    } catch (...) {
        dequeue(j);
        throw;
    }
    lock.unlock();
    ring(called);
}

bool thread_pool::withdraw(job& j) noexcept {
    const std::lock_guard lock(mutex_);
    if (j.before == nullptr && first_ != &j) return false;
    dequeue(j);
    return true;
}

void thread_pool::set_limit(std::size_t limit) {
    RT_EXPECTS(limit > 0, "a pool with no token would never run a job");
    std::unique_lock lock(mutex_);
    limit_ = limit;
    worker* const called =
        call_workers();  // who waits, waits for a worker: so there is one, and this throws nothing
    lock.unlock();
    ring(called);
}

thread_pool::statistics thread_pool::stats() const {
    const std::lock_guard lock(mutex_);
    return {limit_, running_, waiting_, workers_.size()};
}

void thread_pool::enqueue(job& j) noexcept {
    j.before = last_;
    j.behind = nullptr;
    (last_ != nullptr ? last_->behind : first_) = &j;
    last_ = &j;
    ++waiting_;
}

void thread_pool::dequeue(job& j) noexcept {
    (j.before != nullptr ? j.before->behind : first_) = j.behind;
    (j.behind != nullptr ? j.behind->before : last_) = j.before;
    j.before = nullptr;
    --waiting_;
}

// The longest waiting job, with a token; null when there is none, of either.
thread_pool::job* thread_pool::next_to_run() noexcept {
    if (first_ == nullptr || running_ >= limit_) return nullptr;
    job* const next = first_;
    dequeue(*next);
    ++running_;
    return next;
}

// Gives those who wait to idle threads and to new ones, as far as there are tokens. Where no thread can be
// made, a job waits for the next one that is done; throws when there is none. RETURNS who must be rung,
// without the lock.
thread_pool::worker* thread_pool::call_workers() {
    worker* called = nullptr;
    while (first_ != nullptr && running_ < limit_) {
        if (idle_ == nullptr && !make_thread()) break;
        worker& w = *std::exchange(idle_, idle_->next);
        w.given = next_to_run();
        w.next = std::exchange(called, &w);
    }
    return called;
}

void thread_pool::ring(worker* called) noexcept {
    while (called != nullptr) std::exchange(called, called->next)->bell.ring();
}

// RETURNS whether there is an idle one now.
bool thread_pool::make_thread() {
    const auto place = workers_.emplace(workers_.end());
    place->place = place;
    try {
        const detail::signals_stay_here while_it_is_made;
        place->thread = std::thread([this, place] { work(*place); });  // waits for the mutex that we hold
    } catch (const std::system_error& refused) {
        workers_.erase(place);
        if (!workers_.empty()) return false;
        throw std::system_error(
            refused.code(),
            "no thread can be made for run_blocking, and none is there to wait for: see the limit on "
            "processes (ulimit -u), the cgroup's pids.max, and the memory");
    }
    place->next = std::exchange(idle_, &*place);
    return true;
}

void thread_pool::work(worker& self) noexcept {
    while (job* mine = rest(self)) {
        while (mine != nullptr) {
            mine->run();
            job* const next = take_next(self);
            mine->ended();
            mine = next;
        }
    }
}

// Gives the token back. RETURNS the next job; null when there is none and this thread stands among the idle.
thread_pool::job* thread_pool::take_next(worker& self) noexcept {
    const std::lock_guard lock(mutex_);
    --running_;
    if (job* const next = next_to_run()) return next;
    self.next = std::exchange(idle_, &self);
    if (ending_) self.bell.ring();
    return nullptr;
}

// Waits among the idle to be given a job. RETURNS null when the pool ends, or when nobody has called for
// long: then this thread has left the pool.
thread_pool::job* thread_pool::rest(worker& self) noexcept {
    if (!self.bell.wait(idle_time_)) {
        {
            const std::lock_guard lock(mutex_);
            if (self.given == nullptr && !ending_) {
                worker** at = &idle_;
                while (*at != &self) at = &(*at)->next;
                *at = self.next;
                self.thread.detach();
                workers_.erase(self.place);
                return nullptr;
            }
        }
        self.bell.wait();  // it was called in the last moment: the ring is on its way
    }
    return std::exchange(self.given, nullptr);
}

}  // namespace rt
