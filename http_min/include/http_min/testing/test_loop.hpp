// test_loop -- the loop that the test clients of a thread run an app on: simulated, so its time is virtual.
//
// A sleep of an hour is over when nothing else is left to do. What a handler has spawned goes on from call to call.
//
// Errors:    run() throws what the task throws; rt::deadlock when it can never end, and the next run() has a new loop.
// Lifetime:  the last client that holds it ends it: what still runs is then cancelled and waited for.
// Threads:   the one that made it, which can have no other loop meanwhile: no rt::run() beside a client in use.
#pragma once

#include <memory>
#include <rt/core/result.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/root.hpp>
#include <utility>

namespace http_min {

class test_loop {
  public:
    static std::shared_ptr<test_loop> of_this_thread();
    test_loop(const test_loop&) = delete;
    test_loop& operator=(const test_loop&) = delete;
    ~test_loop();

    template <class T>
    T run(rt::task<T> work) {
        rt::result<T> answer;
        rt::detail::root main = rt::detail::run_root(answer, std::move(work));
        main.start_on(home());
        turn_until(main.done());
        return answer.take();
    }

    // Turns until `done`, which a task that was spawned here sets.
    void turn_until(const bool& done);

    rt::loop& home();

  private:
    test_loop() = default;

    std::unique_ptr<rt::loop> home_;
};

}  // namespace http_min
