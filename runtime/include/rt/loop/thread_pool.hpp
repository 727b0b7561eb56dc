// thread_pool -- threads for work that blocks, so that the loop's own thread never does.
//
// One pool serves the whole process. A thread is made when a job comes and none is idle, up to the limit; then jobs
// wait their turn. The limit of 40 is AnyIO's.
//
// Errors:    a thread that cannot be made is no error while another can take the job; std::system_error if it is
//            the first.
// Lifetime:  a job lives in the frame that waits for it. The destructor runs what is queued, then joins.
// Threads:   submit() from any.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <thread>
#include <vector>

namespace rt {

class thread_pool {
  public:
    class job {
      public:
        virtual void run() noexcept = 0;

      protected:
        ~job() = default;

      private:
        friend class thread_pool;
        job* next = nullptr;
    };

    static constexpr std::size_t default_limit = 40;

    explicit thread_pool(std::size_t limit = default_limit) : limit_(limit) {}
    thread_pool(const thread_pool&) = delete;
    thread_pool& operator=(const thread_pool&) = delete;
    ~thread_pool();

    // The pool of this process, made at its first use.
    static thread_pool& shared();

    // The job runs once, on one of the pool's threads. It is touched no more after its run() has posted.
    void submit(job& j);

    std::size_t threads() const;

  private:
    void work();

    mutable std::mutex mutex_;
    std::condition_variable job_or_end_;
    job* head_ = nullptr;
    job** tail_ = &head_;
    std::size_t queued_ = 0;
    std::size_t idle_ = 0;
    const std::size_t limit_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace rt
