// sync_wait(work) -- from a plain function into a coroutine and back: blocks this thread until the task has
// ended. Yours.
//
// Keep these true, whatever you write:
//   ended     it returns when the task has ended, and not before; that may be on another thread
//   asleep    the thread sleeps in done.wait() meanwhile; done.set() wakes it. Each is called once
//   result    T may be a value, a reference or void, as in 05.1
//   errors    an exception of the task is rethrown to the caller of sync_wait
//   lifetime  when the flag is set, the caller may destroy everything: touch nothing after done.set()
//
// As it stands it compiles and says TODO(05_2_sync_wait) to whoever calls it.
#pragma once

#include <condition_variable>
#include <coroutine>
#include <mutex>
#include <rt/core/task.hpp>
#include <stdexcept>
#include <utility>

namespace ex05_2 {

// A flag that one thread sets and another sleeps for. Complete: use it as it is.
class one_shot {
  public:
    void set() {
        const std::lock_guard lock(mutex_);
        is_set_ = true;
        changed_.notify_one();
    }
    void wait() {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return is_set_; });
    }

  private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool is_set_ = false;
};

// TODO(05_2_sync_wait): a task can be awaited only in a coroutine, and a plain function cannot await. So you
// need one coroutine type more, the outermost: started with resume(), it awaits `work`, and its end calls
// done.set().
template <class T, class Done>
T sync_wait(rt::task<T> work, Done& done) {
    static_cast<void>(work);
    static_cast<void>(done);
    throw std::logic_error("TODO(05_2_sync_wait): start the task, wait for `done`, give the result");
}

// Complete: use it as it is.
template <class T>
T sync_wait(rt::task<T> work) {
    one_shot done;
    return ex05_2::sync_wait(std::move(work), done);
}

}  // namespace ex05_2
