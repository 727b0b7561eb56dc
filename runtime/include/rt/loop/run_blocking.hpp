// run_blocking(f, args...) -- call f(args...) on the thread pool, resume here with what it returned.
//
// Errors:    an exception of f is rethrown at the co_await.
// Lifetime:  f and its arguments are moved into the awaiting frame and live until the co_await ends. Say
//            std::ref for a reference that you keep alive yourself.
// Threads:   f runs on a pool thread and must not touch the loop; the caller resumes on its own.
#pragma once

#include <functional>
#include <rt/core/result.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/thread_pool.hpp>
#include <tuple>
#include <type_traits>

namespace rt {

template <class F, class... Args>
class [[nodiscard("co_await it")]] blocking_call : waiter, thread_pool::job {
    using value = std::invoke_result_t<F, Args...>;

  public:
    explicit blocking_call(F f, Args... args) : call_(std::move(f), std::move(args)...) {}

    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        suspend(caller, at);
        home_ = &loop::current();
        home_->expect_post();
        thread_pool::shared().submit(*this);
    }
    value await_resume() {
        home_->got_post();
        return result_.take();
    }

  private:
    const char* waits_for() const noexcept override { return "pool thread"; }
    // On a pool thread. The post publishes the result and is the last thing to touch this object.
    void run() noexcept override {
        try {
            if constexpr (std::is_void_v<value>) {
                std::apply(invoke, std::move(call_));
                result_.set_value();
            } else {
                result_.set_value(std::apply(invoke, std::move(call_)));
            }
        } catch (...) {
            result_.set_exception(std::current_exception());
        }
        home_->post(*this);
    }
    static value invoke(F && f, Args && ... args) { return std::invoke(std::move(f), std::move(args)...); }

    std::tuple<F, Args...> call_;
    rt::result<value> result_;
    loop* home_ = nullptr;
};

template <class F, class... Args>
blocking_call<std::decay_t<F>, std::decay_t<Args>...> run_blocking(F&& f, Args&&... args) {
    return blocking_call<std::decay_t<F>, std::decay_t<Args>...>(std::forward<F>(f),
                                                                 std::forward<Args>(args)...);
}

}  // namespace rt
