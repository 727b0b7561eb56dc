// trial -- one run of a program on the simulated ring, and what must be true after it, however it went.
//
// A program may fail: a std::system_error that leaves it, or several in a group, is an answer. What it may not: leave
// an object alive, a descriptor open, an operation in flight (the driver's own contract), wait for ever (a deadlock),
// never end, or throw anything else.
//
// It is told to end by its scope at the moment `cancel_at`; moments are counted from 1: whenever a coroutine is
// about to be resumed, and whenever the kernel has answered.
#pragma once

#include <memory>
#include <rt/core/cancel_scope.hpp>
#include <rt/core/exception_group.hpp>
#include <rt/io/run.hpp>
#include <rt/io/simulated_ring.hpp>
#include <rt/io/uring_driver.hpp>
#include <string>
#include <system_error>

#include "support/counted.hpp"

namespace trial {

// What it makes of the ledger: at least one `counted` in each frame that matters.
using program = rt::task<> (*)(ledger&);

// What is told to end: all of a program, or what it runs in this scope: co_await trial::part->run(…).
enum class ending { all, part };
inline rt::cancel_scope* part = nullptr;

// What a program that plays dice begins with; for_each_seed() sets it.
inline std::uint64_t seed = 0;

struct outcome {
    rt::fault_log log;
    unsigned moments = 0;
    bool has_ended = false;  // by itself, and well
    std::string failure;     // what it has thrown
    std::string broken;      // what must not be: empty if all is well
};

class moments final : public rt::trace_sink {
  public:
    moments(rt::cancel_scope& scope, unsigned cancel_at) noexcept : scope_(scope), cancel_at_(cancel_at) {}
    void on(const rt::trace_event& event) noexcept override {
        if (event.kind != rt::trace_kind::resume && event.kind != rt::trace_kind::kernel_leave) return;
        if (++so_far == cancel_at_ || so_far == most) scope_.cancel();
    }
    static constexpr unsigned most = 50'000;  // more than any program here needs
    unsigned so_far = 0;

  private:
    rt::cancel_scope& scope_;
    unsigned cancel_at_;
};

inline rt::task<> play_in(rt::cancel_scope& scope, program play, ledger& book, bool& has_ended) {
    has_ended = co_await scope.run(play(book));
}
inline rt::task<> play_around(program play, ledger& book, bool& has_ended) {
    co_await play(book);
    has_ended = true;
}

inline std::size_t open_descriptors() { return rt::simulated_kernel::here().descriptors.size(); }

inline outcome run(rt::simulated_options options, program play, unsigned cancel_at = 0,
                   ending what = ending::all) {
    outcome seen;
    options.faults.write_to(seen.log);
    options.most_enters = 1000000;  // a driver that spins throws, and the loop breaks a contract
    const std::size_t open_before = open_descriptors();
    ledger book;
    rt::cancel_scope scope;
    moments passing(scope, cancel_at);
    part = &scope;
    try {
        auto driver = std::make_unique<rt::uring_driver<rt::simulated_ring>>("simulated", options);
        rt::run(what == ending::all ? play_in(scope, play, book, seen.has_ended)
                                    : play_around(play, book, seen.has_ended),
                std::move(driver), &passing);
    } catch (const std::system_error& e) {
        seen.failure = e.what();
    } catch (const rt::exception_group& several) {
        seen.failure = several.what();
        if (several.count<std::system_error>() != several.leaves().size()) seen.broken = seen.failure;
    } catch (const std::exception& e) {
        seen.broken = e.what();
    }
    seen.moments = passing.so_far;
    if (seen.moments >= moments::most) seen.broken = "it never ends";
    if (book.alive != 0) seen.broken += " objects alive: " + std::to_string(book.alive);
    const std::size_t open = open_descriptors() - open_before;
    if (open != 0) seen.broken += " descriptors open: " + std::to_string(open);
    return seen;
}

}  // namespace trial
