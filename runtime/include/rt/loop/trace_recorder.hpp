// trace_recorder -- a sink that keeps what happens in memory, to be looked at afterwards.
//
//     rt::trace_recorder seen;
//     rt::run(work(), {.trace = &seen});
//     rt::write_timeline(seen, "work.html");        // or work.json, for Perfetto
//
// Operations, scopes and jobs get numbers here, for their addresses come again. Without a line of code:
// RT_TRACE=work.html in the environment of any program that calls rt::run().
//
// Errors:    when it is full, or memory is, it keeps what it has and counts what it drops: the beginning is
//            whole.
// Lifetime:  holds copies: needs nothing of the loop once that has ended.
// Threads:   records one loop, on its thread. Read it when the run has ended.
#pragma once

#include <cstddef>
#include <cstdint>
#include <rt/core/call_site.hpp>
#include <rt/core/trace.hpp>
#include <string>
#include <unordered_map>
#include <vector>

namespace rt {

struct recorded_event {
    trace_kind kind;
    std::int64_t time = 0;     // nanoseconds of the loop's clock
    std::uint64_t task = 0;    // its id; 0: no task's
    std::uint64_t number = 0;  // of the operation, scope or job; of spawn: the task that did it
    const char* text = "";     // a literal: the task's name; what is waited for; what is asked of the kernel
    call_site where = {};      // of suspend and submit: the co_await
    std::int64_t value = 0;  // submit: the descriptor; complete: the result; kernel_leave: how many; job: the
                             // thread; scope_enter: 1 for a shield
    std::int64_t ended = 0;  // of a job
};

class trace_recorder final : public trace_sink {
  public:
    static constexpr std::size_t default_limit = 200'000;

    explicit trace_recorder(std::size_t most_events = default_limit) : limit_(most_events) {}

    void on(const trace_event& event) noexcept override;

    const std::vector<recorded_event>& events() const noexcept { return events_; }
    std::uint64_t dropped() const noexcept { return dropped_; }
    const std::string& driver() const noexcept { return driver_; }

  private:
    recorded_event copy(const trace_event& event);
    struct known {
        std::uint64_t number = 0;
        std::uint64_t task =
            0;  // of an operation: who handed it over. Its own record may be gone when it completes.
    };
    known what_is(const void* address) const;
    void give_number(const void* address, std::uint64_t task = 0) {
        numbers_[address] = {++last_number_, task};
    }

    std::vector<recorded_event> events_;
    std::unordered_map<const void*, known> numbers_;  // of operations and scopes that exist now
    std::uint64_t last_number_ = 0;
    std::uint64_t dropped_ = 0;
    std::string driver_;
    const std::size_t limit_;
};

}  // namespace rt
