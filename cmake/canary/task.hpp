// task.hpp -- what the canaries need: a lazy coroutine, awaited once, resumed by symmetric transfer.
//
// Nothing here is used by the kit. It is written without any of the shapes that the canaries try, so that
// a canary dies of its own defect only.
#pragma once
#include <coroutine>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <utility>

template <class T>
struct task {
    struct promise_type;
    using handle = std::coroutine_handle<promise_type>;

    struct final_awaiter {
        final_awaiter() {}
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(handle frame) noexcept { return frame.promise().caller; }
        void await_resume() noexcept {}
    };
    struct promise_type {
        std::coroutine_handle<> caller = std::noop_coroutine();
        T value{};

        // A frame that lands in zeroed memory hides a wrong layout; one full of 0xAA cannot.
        static void* operator new(std::size_t size) { return std::memset(std::malloc(size), 0xAA, size); }
        static void operator delete(void* memory) { std::free(memory); }
        task get_return_object() { return task(handle::from_promise(*this)); }
        std::suspend_always initial_suspend() noexcept { return {}; }
        final_awaiter final_suspend() noexcept { return final_awaiter(); }
        void return_value(T result) { value = result; }
        void unhandled_exception() { std::terminate(); }
    };
    struct awaiter {
        handle frame;
        explicit awaiter(handle callee) : frame(callee) {}
        bool await_ready() { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<> caller) {
            frame.promise().caller = caller;
            return frame;
        }
        T await_resume() { return frame.promise().value; }
    };

    explicit task(handle made) : frame(made) {}
    task(task&& other) : frame(std::exchange(other.frame, nullptr)) {}
    ~task() {
        if (frame) frame.destroy();
    }
    awaiter operator co_await() && { return awaiter(frame); }
    T run() {
        frame.resume();
        return frame.promise().value;
    }

    handle frame;
};

// An object that must be destroyed exactly as often as it was made.
struct counted {
    static inline int made = 0, destroyed = 0;
    counted() { ++made; }
    counted(const counted&) { ++made; }
    counted& operator=(const counted&) = default;
    ~counted() { ++destroyed; }
    static bool balanced() { return made == destroyed; }
};
