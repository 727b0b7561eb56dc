// owned -- a coroutine that starts at once and is destroyed by its owner, wherever it waits: what not to do.
#pragma once

#include <coroutine>
#include <exception>

class owned {
  public:
    struct promise_type {
        owned get_return_object() { return owned(std::coroutine_handle<promise_type>::from_promise(*this)); }
        std::suspend_never initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept { std::terminate(); }
        void return_void() noexcept {}
    };
    explicit owned(std::coroutine_handle<promise_type> frame) : frame_(frame) {}
    owned(const owned&) = delete;
    ~owned() { frame_.destroy(); }

  private:
    std::coroutine_handle<promise_type> frame_;
};
