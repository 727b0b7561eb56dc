// The value has a name before it is asked for: a local variable, and the frame is laid out as it should be.
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
    const bool open = co_await is_open();
    if (open) std::printf("bread is bought\n");
}

int main() { buy_bread().run(); }
