// task_group -- tasks beside each other that end before the block that started them does.
//
//     co_await rt::with_task_group([&](rt::task_group& group) -> rt::task<> {
//         for (;;) group.start_soon(serve, co_await listener.accept());
//     });                                      // everybody who was started has ended here
//
// A body that awaits nothing ends with co_return: without either it is no coroutine.
//
// Errors:    the first exception, of a child or of the body, cancels all others; all are waited for; then one
//            comes out as it is, several as an exception_group. Cancelling the group's own scope() is no
//            error.
// Lifetime:  a child's callable and arguments are moved into its frame and live as long as it does: so a
//            lambda may have captures here. What they refer to must outlive the group.
// Invariant: alive_ counts the children whose frames exist. The group is open while its body runs or a child
//            lives.
// Threads:   the loop's own.
// Source:    Nathaniel J. Smith, "Notes on structured concurrency"; Trio's nursery, AnyIO's task group.
#pragma once

#include <coroutine>
#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/exception_group.hpp>
#include <rt/core/group_child.hpp>
#include <rt/core/ready.hpp>
#include <rt/core/task.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace rt {

template <class T>
class task_status;

class task_group : detail::child_owner {
  public:
    // Starts f(args...) beside the caller; it runs at its next turn. What it returns is dropped.
    template <class F, class... Args>
    requires std::invocable < std::decay_t<F>
    &, std::decay_t<Args>... > void start_soon(F&& f, Args&&... args) {
        start_soon(named("task"), std::forward<F>(f), std::forward<Args>(args)...);
    }
    // The same under a name, for traces and the await graph.
    template <class F, class... Args>
    void start_soon(named name, F&& f, Args&&... args) {
        RT_EXPECTS(open_,
                   "this task group has ended: its body has returned and all of its children are done");
        begin(run<std::decay_t<F>, std::decay_t<Args>...>(*this, std::forward<F>(f),
                                                          std::forward<Args>(args)...),
              scope_, name);
    }
    // A task that was made already. One from a lambda with captures refers to a lambda that is gone: pass
    // that instead.
    template <class T>
    void start_soon(task<T> work) {
        start_soon(
            named("task"), [](task<T> w) -> task<T> { return w; }, std::move(work));
    }

    // Starts f(status, args...) and waits until it has called status.started(value). RETURNS the value.
    // An exception before that comes out here and does not reach the group; so does the end without
    // started().
    template <class T = void, class F, class... Args>
    task<T> start(F f, Args... args);

    // Everything in the group. Cancel it to end the group early.
    cancel_scope& scope() noexcept { return scope_; }
    std::size_t alive() const noexcept { return alive_; }

  private:
    template <class Body>
    friend task<> with_task_group(Body body);
    template <class T>
    friend class task_status;

    task_group() = default;

    template <class F, class... Args>
    static detail::group_child run(task_group& group, F f, Args... args) {
        try {
            co_await std::invoke(f, std::move(args)...);
        } catch (...) {
            group.ended_by(std::current_exception());
        }
    }
    template <class T, class F, class... Args>
    static detail::group_child run_until_started(std::unique_ptr<task_status<T>> status, F f, Args... args);

    template <class Body>
    task<> supervise(Body& body) {
        try {
            co_await body(*this);
        } catch (...) {
            ended_by(std::current_exception());
        }
        co_await all_ended();
        open_ = false;
        if (was_cancelled_) throw cancelled{};  // scope_ stops it if the order was the group's own
    }

    void ended_by(std::exception_ptr why) noexcept {
        try {
            std::rethrow_exception(why);
        } catch (const cancelled&) {
            was_cancelled_ = true;
        } catch (...) {
            errors_.push_back(std::move(why));
            scope_.cancel();
        }
    }

    cancel_scope scope_;
    std::vector<std::exception_ptr> errors_;
    bool was_cancelled_ = false;  // somebody ended that way
    bool open_ = true;
};

// Runs body(group), and waits for everybody who was started in the group.
template <class Body>
task<> with_task_group(Body body) {
    task_group group;
    static_cast<void>(co_await group.scope_.run(group.supervise(body)));
    detail::throw_all(std::move(group.errors_));
}

}  // namespace rt

#include <rt/core/task_status.hpp>
