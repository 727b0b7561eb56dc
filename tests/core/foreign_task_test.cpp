// The runtime asks no more of a task than the coroutine protocol: hooks live in awaiters and in the loop,
// never in promise members. So a task type from elsewhere works inside our bodies, and ours inside its.
#include <coroutine>
#include <exception>
#include <rt/core/detached.hpp>
#include <rt/core/task.hpp>
#include <rt/core/when_all.hpp>
#include <utility>

#include "support/catch.hpp"
#include "support/drive.hpp"
#include "support/gate.hpp"

namespace foreign {

// The least that can be awaited: int only, no exceptions, nothing of the runtime's.
class task {
  public:
    struct promise_type {
        std::coroutine_handle<> caller;
        int value = 0;

        struct resume_caller {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                return self.promise().caller;
            }
            void await_resume() noexcept {}
        };
        task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        resume_caller final_suspend() noexcept { return {}; }
        void return_value(int result) { value = result; }
        void unhandled_exception() { std::terminate(); }
    };

    explicit task(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
    task(task&& other) noexcept : frame_(std::exchange(other.frame_, nullptr)) {}
    ~task() {
        if (frame_) frame_.destroy();
    }
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
        frame_.promise().caller = caller;
        return frame_;
    }
    int await_resume() { return frame_.promise().value; }

  private:
    std::coroutine_handle<promise_type> frame_;
};

}  // namespace foreign

namespace {

foreign::task wait_abroad(gate& where, int value) {
    co_await where;
    co_return value;
}

rt::task<int> import_value(gate& where, int value) { co_return co_await wait_abroad(where, value); }

foreign::task export_sum(gate& first, gate& second) {
    const auto [a, b] = co_await rt::when_all(import_value(first, 1), import_value(second, 2));
    co_return a + b;
}

rt::detached note_sum(gate& first, gate& second, int& sum) { sum = co_await export_sum(first, second); }

}  // namespace

TEST_CASE("a foreign task is awaited in a task, in when_all's children and in a detached body") {
    gate first, second;
    int sum = 0;
    note_sum(first, second, sum).start();
    REQUIRE(first.has_waiter());
    REQUIRE(second.has_waiter());
    second.open();
    CHECK(sum == 0);
    first.open();
    CHECK(sum == 3);
}
