// blocking_host -- whom a pool thread works for: the loop that its job came from, and the line that waits there.
//
// Lifetime:  stands on the pool thread's stack while the job runs; the line waits for the job, so it is there.
// Threads:   the record and its scope are the loop's: a pool thread only carries the addresses.
#pragma once

namespace rt {

class loop;
struct task_record;

namespace detail {

struct blocking_host {
    loop* home;
    task_record* line;
};

inline thread_local constinit const blocking_host* host_here = nullptr;

// Until the end of the block this thread works for `host`.
class works_for {
  public:
    explicit works_for(const blocking_host& host) noexcept : before_(host_here) { host_here = &host; }
    works_for(const works_for&) = delete;
    works_for& operator=(const works_for&) = delete;
    ~works_for() { host_here = before_; }

  private:
    const blocking_host* before_;
};

}  // namespace detail

}  // namespace rt
