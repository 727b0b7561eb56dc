// thread_pool -- threads for work that blocks, so that the loop's own thread never does.
//
// One pool serves the whole process, whatever number of loops it has. A job that runs holds one of its
// tokens; as many jobs run at once as there are tokens, and the others wait, first come first served. A
// thread is made when a job may run and none is idle; one that has been idle for long ends. The 40 tokens
// and the 10 s are AnyIO's.
//
// Errors:    a thread that cannot be made is no error while another can take the job later; without any,
//            submit() throws std::system_error that says which limits to look at.
// Lifetime:  a job lives in the frame that waits for it. The destructor runs what is queued, then joins.
//            shared() is never destroyed: exit() waits for no job. A child of fork() has a shared() of its
//            own, and may use no other.
// Invariant: running_ <= limit_, but right after the limit was lowered; a job is queued, running or gone.
// Threads:   any.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <mutex>
#include <rt/loop/process_mark.hpp>
#include <thread>

namespace rt {

class thread_pool {
  public:
    class job {
      public:
        virtual void run() noexcept = 0;

        // Its token is back and its thread free for the next one. The last that the pool does with a job: it
        // may end here.
        virtual void ended() noexcept = 0;

      protected:
        ~job() = default;

      private:
        friend class thread_pool;
        job* before = nullptr;  // in the queue
        job* behind = nullptr;
    };

    struct statistics {
        std::size_t limit = 0;     // tokens there are
        std::size_t borrowed = 0;  // jobs that run
        std::size_t waiting = 0;   // jobs that wait for a token
        std::size_t threads = 0;   // running or idle
    };

    static constexpr std::size_t default_limit = 40;
    static constexpr std::chrono::milliseconds default_idle_time{10'000};

    explicit thread_pool(std::size_t limit = default_limit,
                         std::chrono::milliseconds idle_time = default_idle_time);
    thread_pool(const thread_pool&) = delete;
    thread_pool& operator=(const thread_pool&) = delete;
    ~thread_pool();

    // The pool of this process, made at its first use.
    static thread_pool& shared();

    // The job runs once, on one of the pool's threads.
    void submit(job& j);

    // Takes back a job that waits. RETURNS false when it runs or has run. REQUIRES: submitted, and still
    // there.
    bool withdraw(job& j) noexcept;

    // More tokens are given to who waits at once; fewer take effect as jobs end. REQUIRES: at least 1.
    void set_limit(std::size_t limit);

    statistics stats() const;

  private:
    struct worker;

    job* next_to_run() noexcept;
    void enqueue(job& j) noexcept;
    void dequeue(job& j) noexcept;
    worker* call_workers();
    bool make_thread();
    void work(worker& self) noexcept;
    job* take_next(worker& self) noexcept;
    job* rest(worker& self) noexcept;
    static void ring(worker* called) noexcept;

    const process_mark made_in_;
    mutable std::mutex mutex_;
    job* first_ = nullptr;  // those that wait
    job* last_ = nullptr;
    std::size_t waiting_ = 0;
    std::size_t running_ = 0;
    std::size_t limit_;
    std::list<worker> workers_;
    worker* idle_ = nullptr;  // a stack: who rested last is called first, so that the others may leave
    const std::chrono::milliseconds idle_time_;
    bool ending_ = false;
};

}  // namespace rt
