// baseline.hpp -- the least a coroutine can be: no result, no exception, no record, no contract; only the frames are
// pooled. What ours cost more than this is what results, errors and records cost.
#pragma once

#include <array>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <rt/core/frame_pool.hpp>
#include <utility>

namespace baseline {

class task {
  public:
    struct promise_type : rt::pooled_frame {
        std::coroutine_handle<> caller = std::noop_coroutine();
        int value = 0;
        task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct to_caller {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                return self.promise().caller;
            }
            void await_resume() noexcept {}
        };
        to_caller final_suspend() noexcept { return {}; }
        void return_value(int v) noexcept { value = v; }
        void unhandled_exception() noexcept { std::terminate(); }
    };

    explicit task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
    task(task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    ~task() {
        if (frame_) frame_.destroy();
    }
    bool await_ready() noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) noexcept {
        frame_.promise().caller = caller;
        return frame_;
    }
    int await_resume() noexcept { return frame_.promise().value; }
    std::coroutine_handle<> handle() const noexcept { return frame_; }

  private:
    std::coroutine_handle<promise_type> frame_;
};

// A ring of handles: the least a run queue can be.
class run_queue {
  public:
    void push(std::coroutine_handle<> h) noexcept { ring_[tail_++ % ring_.size()] = h; }
    void run() {
        while (head_ != tail_) ring_[head_++ % ring_.size()].resume();
    }

  private:
    std::array<std::coroutine_handle<>, 1024> ring_{};
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

inline run_queue queue;

inline int run(task t) {
    t.handle().resume();
    queue.run();
    return t.await_resume();
}

class yield {
  public:
    yield() noexcept {}
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller) noexcept { queue.push(caller); }
    void await_resume() const noexcept {}
};

// Children and who waits for them: a count.
class group {
  public:
    group() noexcept {}
    void spawn(task work) {
        ++left_;
        queue.push(child(std::move(work), *this).frame);
    }
    bool await_ready() const noexcept { return left_ == 0; }
    void await_suspend(std::coroutine_handle<> caller) noexcept { caller_ = caller; }
    void await_resume() const noexcept {}

  private:
    struct detached {
        struct promise_type : rt::pooled_frame {
            detached get_return_object() {
                return {std::coroutine_handle<promise_type>::from_promise(*this)};
            }
            std::suspend_always initial_suspend() noexcept { return {}; }
            std::suspend_never final_suspend() noexcept { return {}; }
            void return_void() noexcept {}
            void unhandled_exception() noexcept { std::terminate(); }
        };
        std::coroutine_handle<> frame;
    };
    static detached child(task work, group& siblings) {
        co_await work;
        if (--siblings.left_ == 0) queue.push(siblings.caller_);
    }

    int left_ = 0;
    std::coroutine_handle<> caller_;
};

}  // namespace baseline
