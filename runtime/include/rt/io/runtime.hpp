// runtime -- N loops on N threads, that begin and end together.
//
//     rt::runtime threads(4);
//     threads.run([&](std::size_t i) -> rt::task<> { return serve(i); });    // one main task on each loop
//
// When the last main task has ended, what was spawned is cancelled, everywhere, and waited for.
//
// Errors:    the first exception that leaves a main task cancels all loops, and comes out of run() when all have
//            ended. std::system_error when a thread or a loop cannot be made: then nothing has run.
// Lifetime:  spawn_on() from within: from a task of these loops, or a job that one of them waits for.
// Invariant: busy_ counts the loops that still have work, and the errands on their way to one. Only who is counted
//            can send an errand, so once it is 0 it stays so.
// Threads:   the caller's is the first loop's, and the only one that signals come to: the others block them. Nothing
//            else is shared: what tasks of several loops use is theirs to guard.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <functional>
#include <latch>
#include <mutex>
#include <rt/core/result.hpp>
#include <rt/core/task.hpp>
#include <rt/io/run.hpp>
#include <rt/loop/errand.hpp>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace rt {

class runtime {
  public:
    // REQUIRES: at least one loop. The trace, if any, is of the first.
    explicit runtime(std::size_t loops, const run_options& options = {});
    runtime(const runtime&) = delete;
    runtime& operator=(const runtime&) = delete;

    std::size_t size() const noexcept { return members_.size(); }

    // Runs make_main(i), called on its own thread, on each loop. One run at a time.
    using main_maker = std::function<task<>(std::size_t)>;
    void run(const main_maker& make_main);

    // Runs one main task, on the first loop; the others do what spawn_on() gives them. RETURNS what it returned.
    template <class T>
    T run(task<T> main);

    // Starts f(args...) on loop i, as spawn() does on one's own. What the task throws ends the program.
    template <class F, class... Args>
    void spawn_on(std::size_t i, F f, Args... args) {
        errand_leaves();
        auto arrive = [this, i, f = std::move(f), given = std::tuple<Args...>(std::move(args)...)]() mutable {
            errand_arrives(i);
            loop::current().spawn(keep<F, Args...>(std::move(f), std::move(given)));
        };
        send_errand(*members_[i].home, std::move(arrive));
    }

  private:
    // One loop, as the others know it. All but `home` is its own thread's.
    struct member {
        loop* home = nullptr;
        bool may_end = false;  // all main tasks have ended
        bool stirred = false;  // something has come while it was quiet: more work, or the end
        bool quiet = false;    // it has no work, and busy_ does not count it
        bool over = false;     // nobody has work, and none can come
    };

    // The callable and its arguments live as long as the task that it makes.
    template <class F, class... Args>
    static task<> keep(F f, std::tuple<Args...> given) {
        co_await std::apply(f, std::move(given));
    }
    template <class T>
    static task<> run_into(result<T>& answer, task<T> work) {
        if constexpr (std::is_void_v<T>) {
            co_await std::move(work);
            answer.set_value();
        } else {
            answer.set_value(co_await std::move(work));
        }
    }
    void errand_leaves();
    void errand_arrives(std::size_t i);
    void live(std::size_t i, const main_maker& make_main, std::latch& all_here, std::latch& all_done);
    void run_main(std::size_t i, const main_maker& make_main);
    void end_together(member& self);
    void note(std::exception_ptr error);
    template <class F>
    void tell_all(F f);

    const run_options options_;
    std::vector<member> members_;
    std::atomic<std::size_t> mains_ = 0;            // main tasks that have not ended
    std::atomic<std::size_t> busy_ = 0;             // see the invariant
    std::atomic<bool> someone_is_missing_ = false;  // a loop could not be made: none begins
    std::mutex error_mutex_;
    std::exception_ptr first_error_;
};

template <class T>
T runtime::run(task<T> main) {
    result<T> answer;
    run([&](std::size_t i) -> task<> {
        if (i == 0) return run_into(answer, std::move(main));
        return []() -> task<> { co_return; }();
    });
    return answer.take();
}

}  // namespace rt
