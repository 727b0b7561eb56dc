// co_await in a condition, in a body that declares no local variable: g++ 12 lays out the frame wrongly.
//
// The frame's memory is zeroed here, as fresh memory often is. The body is then skipped, without a word.
#include <coroutine>
#include <cstdio>
#include <cstdlib>
#include <exception>

class errand {
  public:
    struct promise_type {
        static void* operator new(std::size_t size) { return std::calloc(1, size); }
        static void operator delete(void* frame) { std::free(frame); }
        errand get_return_object() {
            return errand(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void unhandled_exception() { std::terminate(); }
        void return_void() {}
    };
    explicit errand(std::coroutine_handle<promise_type> made) : frame_(made) {}
    errand(const errand&) = delete;
    ~errand() { frame_.destroy(); }
    void run() {
        frame_.resume();
        std::printf("%s\n", frame_.done() ? "the errand is done" : "it came back, and is not done");
    }

  private:
    std::coroutine_handle<promise_type> frame_;
};

struct is_open {
    is_open() {}
    ~is_open() {}  // something to be destroyed after the await, as a task is
    bool await_ready() { return true; }
    void await_suspend(std::coroutine_handle<>) {}
    bool await_resume() { return true; }
};

errand buy_bread() {
    if (co_await is_open()) std::printf("bread is bought\n");  // lint: on purpose
}

int main() { buy_bread().run(); }
