#include <rt/loop/thread_pool.hpp>
#include <system_error>

namespace rt {

thread_pool& thread_pool::shared() {
    static thread_pool pool;
    return pool;
}

thread_pool::~thread_pool() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    job_or_end_.notify_all();
    for (std::thread& t : threads_) t.join();
}

void thread_pool::submit(job& j) {
    const std::lock_guard lock(mutex_);
    if (idle_ <= queued_ && threads_.size() < limit_) {
        try {
            threads_.emplace_back([this] { work(); });
        } catch (const std::system_error&) {
            if (threads_.empty()) throw;  // nobody would ever run the job
        }
    }
    j.next = nullptr;
    *tail_ = &j;
    tail_ = &j.next;
    ++queued_;
    job_or_end_.notify_one();
}

std::size_t thread_pool::threads() const {
    const std::lock_guard lock(mutex_);
    return threads_.size();
}

void thread_pool::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        ++idle_;
        job_or_end_.wait(lock, [this] { return head_ != nullptr || ending_; });
        --idle_;
        if (head_ == nullptr) return;
        job& next = *head_;
        head_ = next.next;
        if (head_ == nullptr) tail_ = &head_;
        --queued_;
        lock.unlock();
        next.run();
        lock.lock();
    }
}

}  // namespace rt
