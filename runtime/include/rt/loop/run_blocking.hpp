// run_blocking(f, args...) -- call f(args...) on the thread pool, resume here with what it returned.
//
// Errors:    an exception of f is rethrown at the co_await; std::system_error when no thread can be made.
//            Throws rt::cancelled when its scope is cancelled before f has begun. Once it runs it cannot be
//            stopped: it is waited for, what it returns is delivered, and the next await throws.
// Lifetime:  f and its arguments are moved into the awaiting frame and live until the co_await ends. Say
//            std::ref for a reference that you keep alive yourself.
// Threads:   f runs on a pool thread and reaches the loop by from_thread only; the caller resumes on its
//            own.
#pragma once

#include <functional>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/ready.hpp>
#include <rt/core/result.hpp>
#include <rt/loop/blocking_host.hpp>
#include <rt/loop/job_times.hpp>
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

    bool await_ready() noexcept { return cancelled_ = cancellation_pending(); }
    void await_suspend(std::coroutine_handle<> caller, call_site at = call_site::here()) {
        suspend(caller, at);
        home_ = &loop::current();
        times_.watch();
        try {
            thread_pool::shared().submit(*this);
        } catch (...) {
            woken();  // nobody will run it: the caller goes on, with the error
            throw;
        }
        home_->expect_post();  // no post is taken before this turn goes on
    }
    value await_resume() {
        if (home_ != nullptr) home_->got_post();
        times_.tell(record);
        if (cancelled_) throw cancelled{};
        return result_.take();
    }

  private:
    // On a pool thread.
    void run() noexcept override {
        const detail::blocking_host host{home_, record};
        const detail::works_for scope(host);
        times_.begin();
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
        times_.end();
    }
    void ended() noexcept override { home_->post(*this); }  // publishes the result

    static value invoke(F && f, Args && ... args) { return std::invoke(std::move(f), std::move(args)...); }

    void cut_short() noexcept override {
        if (!thread_pool::shared().withdraw(*this)) return;  // it runs: it is joined
        cancelled_ = true;
        make_ready(*this);
    }
    const char* waits_for() const noexcept override { return "pool thread"; }

    std::tuple<F, Args...> call_;
    rt::result<value> result_;
    loop* home_ = nullptr;  // null: never submitted
    bool cancelled_ = false;
    job_times times_;
};

template <class F, class... Args>
blocking_call<std::decay_t<F>, std::decay_t<Args>...> run_blocking(F&& f, Args&&... args) {
    return blocking_call<std::decay_t<F>, std::decay_t<Args>...>(std::forward<F>(f),
                                                                 std::forward<Args>(args)...);
}

}  // namespace rt
