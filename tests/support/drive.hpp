// drive -- starts an awaitable outside of any coroutine, for tests of what needs no loop.
//
//     driven<int> d(some_task());   // runs up to its first suspension
//     d.done();                     // has it ended?
//     d.take();                     // its value, or its exception
//     run_now(some_task());         // both, for what never suspends
//
// Lifetime:  ~driven drops what is suspended: the test that leaves it so says why.
// Threads:   starts on the thread of its constructor.
#pragma once

#include <coroutine>
#include <exception>
#include <rt/core/result.hpp>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace drive_detail {

template <class Awaitable>
decltype(auto) awaiter_of(Awaitable&& work) {
    if constexpr (requires { std::forward<Awaitable>(work).operator co_await(); })
        return std::forward<Awaitable>(work).operator co_await();
    else
        return std::forward<Awaitable>(work);
}

template <class Awaitable>
using awaited = decltype(drive_detail::awaiter_of(std::declval<Awaitable>()).await_resume());

// The outermost coroutine: lazy, ends suspended, destroyed by its owner.
class root {
  public:
    struct promise_type {
        root get_return_object() noexcept {
            return root(std::coroutine_handle<promise_type>::from_promise(*this));
        }
        std::suspend_always initial_suspend() noexcept { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        void unhandled_exception() noexcept { std::terminate(); }  // run_into lets none through
        void return_void() noexcept {}
    };
    root(const root&) = delete;
    ~root() { frame_.destroy(); }

    void start() { frame_.resume(); }
    bool done() const noexcept { return frame_.done(); }

  private:
    explicit root(std::coroutine_handle<promise_type> frame) noexcept : frame_(frame) {}
    std::coroutine_handle<promise_type> frame_;
};

template <class T, class Awaitable>
root run_into(rt::result<T>& into, Awaitable work) {
    try {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(work);
            into.set_value();
        } else {
            into.set_value(co_await std::move(work));
        }
    } catch (...) {
        into.set_exception(std::current_exception());
    }
}

}  // namespace drive_detail

template <class T>
class driven {
  public:
    template <class Awaitable>
    explicit driven(Awaitable work) : root_(drive_detail::run_into(result_, std::move(work))) {
        root_.start();
    }

    bool done() const noexcept { return root_.done(); }

    T take() {
        if (!done()) throw std::logic_error("the coroutine is suspended and has produced nothing yet");
        return result_.take();
    }

  private:
    rt::result<T> result_;
    drive_detail::root root_;
};

template <class Awaitable>
driven(Awaitable) -> driven<drive_detail::awaited<Awaitable>>;

template <class Awaitable>
auto run_now(Awaitable work) -> drive_detail::awaited<Awaitable> {
    driven<drive_detail::awaited<Awaitable>> work_driven(std::move(work));
    return work_driven.take();
}
