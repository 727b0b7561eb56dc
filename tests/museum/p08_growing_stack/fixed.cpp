// await_suspend returns whom to resume, and the compiler jumps there: nothing is left on the stack.
#include <cstdint>

#include "museum/showcase.hpp"

[[gnu::noinline]] std::uintptr_t stack_here() {
    return reinterpret_cast<std::uintptr_t>(__builtin_frame_address(0));
}

class step {
  public:
    struct promise_type : rt::pooled_frame {
        std::coroutine_handle<> caller;

        step get_return_object() { return step(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        struct resume_caller {
            bool await_ready() noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) noexcept {
                return self.promise().caller;
            }
            void await_resume() noexcept {}
        };
        resume_caller final_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept { std::terminate(); }
        void return_void() noexcept {}
    };

    explicit step(std::coroutine_handle<promise_type> made) : frame(made) {}
    step(const step&) = delete;
    ~step() { frame.destroy(); }
    bool await_ready() { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
        frame.promise().caller = caller;
        return frame;
    }
    void await_resume() {}

  private:
    std::coroutine_handle<promise_type> frame;
};

step take_a_step() { co_return; }

museum::held walk(int steps, std::uintptr_t& end) {
    for (int i = 0; i < steps; ++i) co_await take_a_step();
    end = stack_here();
}

int main() {
    std::uintptr_t after_ten = 0;
    std::uintptr_t after_a_thousand = 0;
    walk(10, after_ten);
    walk(1000, after_a_thousand);
    const bool grows = after_ten - after_a_thousand > 990 * sizeof(void*);  // at least a return address each
    std::printf("after 1000 awaits the stack %s\n",
                grows ? "has grown with each" : "is where it was after 10");
}
