// from_thread -- call into a loop from a thread that may block: from a function that run_blocking() runs.
//
//     co_await rt::run_blocking([&] {
//         const row r = rt::from_thread::run(fetch, id);        // on the loop; this thread waits for it
//     });
//
// Errors:    what f throws comes out here. When the scope of the run_blocking() is cancelled, or its loop shuts down,
//            the awaits of a task throw rt::cancelled there, and so that comes out here.
// Lifetime:  f and its arguments stay on this thread's stack: it waits until they are done with.
// Threads:   a pool thread, or with run_on() any that has no loop of its own. The task runs in the cancel scope of the
//            run_blocking() that it is called from, as a line of execution beside the one that waits.
// Source:    AnyIO's from_thread.run, run_sync and check_cancelled.
#pragma once

#include <exception>
#include <functional>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/result.hpp>
#include <rt/core/task.hpp>
#include <rt/loop/blocking_host.hpp>
#include <rt/loop/doorbell.hpp>
#include <rt/loop/errand.hpp>
#include <rt/loop/loop.hpp>
#include <type_traits>
#include <utility>

namespace rt::from_thread {

namespace detail {

// What a call comes to: a task is awaited, everything else is a value.
template <class T>
struct outcome {
    using type = T;
    static constexpr bool is_task = false;
};
template <class T>
struct outcome<task<T>> {
    using type = T;
    static constexpr bool is_task = true;
};
template <class F, class... Args>
using outcome_of = outcome<std::invoke_result_t<F, Args...>>;

// While the worker waits for us it is nobody who could wake us: what hangs here is a deadlock that is found.
class worker_waits {
  public:
    worker_waits(loop& home, const task_record* for_line) noexcept : home_(home), owed_(for_line != nullptr) {
        if (for_line != nullptr && for_line->scope != nullptr) for_line->scope->adopt(*current_task());
        if (owed_) home_.got_post();
    }
    worker_waits(const worker_waits&) = delete;
    worker_waits& operator=(const worker_waits&) = delete;
    ~worker_waits() {
        if (owed_) home_.expect_post();
    }

  private:
    loop& home_;
    const bool owed_;
};

template <class T, bool IsTask, class Call>
task<> answer_call(result<T>& answer, doorbell& over, loop& home, const task_record* line, Call& call) {
    {
        const worker_waits here(home, line);
        try {
            if constexpr (IsTask && std::is_void_v<T>) {
                co_await call();
                answer.set_value();
            } else if constexpr (IsTask) {
                answer.set_value(co_await call());
            } else if constexpr (std::is_void_v<T>) {
                call();
                answer.set_value();
            } else {
                answer.set_value(call());
            }
        } catch (...) {
            answer.set_exception(std::current_exception());
        }
    }
    over.ring();  // the worker goes on, and what was on its stack may be gone
}

template <class F, class... Args>
typename outcome_of<F, Args...>::type call_and_wait(loop& home, const task_record* line, F&& f,
                                                    Args&&... args) {
    using what = outcome_of<F, Args...>;
    result<typename what::type> answer;
    doorbell over;
    auto call = [&]() -> std::invoke_result_t<F, Args...> {
        return std::invoke(std::forward<F>(f), std::forward<Args>(args)...);
    };
    send_errand(home, [&, line] {
        home.spawn(answer_call<typename what::type, what::is_task>(answer, over, home, line, call),
                   "from_thread");
    });
    over.wait();
    return answer.take();
}

}  // namespace detail

// Calls f(args...) on the loop that this thread works for, awaits it there if it is a task, and waits for it here.
// REQUIRES: called in a function that run_blocking() runs.
template <class F, class... Args>
decltype(auto) run(F&& f, Args&&... args) {
    RT_EXPECTS(!loop::is_running_here(),
               "from_thread::run() was called on a loop's own thread, which would wait for itself: co_await "
               "the task");
    const rt::detail::blocking_host* const host = rt::detail::host_here;
    RT_EXPECTS(host != nullptr,
               "from_thread::run() knows its loop only in a function that run_blocking() runs: from another "
               "thread say "
               "from_thread::run_on(loop, ...)");
    return detail::call_and_wait(*host->home, host->line, std::forward<F>(f), std::forward<Args>(args)...);
}

// The same on a loop that is named, from any thread that has none. The task runs in the loop's outermost scope.
// REQUIRES: the loop turns until this has returned: somebody there waits for it, or expects a post.
template <class F, class... Args>
decltype(auto) run_on(loop& home, F&& f, Args&&... args) {
    RT_EXPECTS(
        !loop::is_running_here(),
        "from_thread::run_on() was called on a loop's own thread, which it would keep from turning: say "
        "runtime::spawn_on(), or co_await the task");
    return detail::call_and_wait(home, nullptr, std::forward<F>(f), std::forward<Args>(args)...);
}

// Throws rt::cancelled when the scope of the run_blocking() has been cancelled: what a long job asks now and then.
inline void check_cancelled() {
    if (run([] { return cancellation_pending(); })) throw cancelled{};
}

}  // namespace rt::from_thread
