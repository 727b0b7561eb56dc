// run(task) -- build a loop on this thread, run the task to its end on it, return what it returned.
//
// Errors:    what the task throws; rt::deadlock when it can never end; what make_driver() throws.
// Lifetime:  when run() returns, everything that was spawned has ended too: it is cancelled and waited for.
// Threads:   blocks the calling one, which must have no loop yet.
#pragma once

#include <rt/core/result.hpp>
#include <rt/io/make_driver.hpp>
#include <rt/loop/dump_on_sigquit.hpp>
#include <rt/loop/loop.hpp>
#include <rt/loop/root.hpp>
#include <rt/loop/trace_to_file.hpp>
#include <string_view>

namespace rt {

struct run_options {
    std::string_view driver = {};      // see make_driver()
    trace_sink* trace = nullptr;       // outlives the run; null: RT_TRACE=file.html or file.json decides
    duration spin = duration::zero();  // look for work that long before each sleep: see loop::set_spin()
};

template <class T>
T run(task<T> work, std::unique_ptr<driver> on, trace_sink* trace = nullptr,
      duration spin = duration::zero()) {
    const trace_to_file watched(trace);
    loop home(std::move(on));
    home.set_trace(watched.sink());
    home.set_spin(spin);
    const dump_on_sigquit graph_for_who_asks(home);
    result<T> answer;
    detail::root main = detail::run_root(answer, std::move(work));
    main.start_on(home);
    home.run_until(main.done());
    home.shut_down();
    return answer.take();
}

template <class T>
T run(task<T> work, const run_options& options = {}) {
    return run(std::move(work), make_driver(options.driver), options.trace, options.spin);
}

}  // namespace rt
