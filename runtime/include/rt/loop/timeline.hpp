// timeline -- what a recorder has kept, as pictures are drawn of it: lanes, spans on them, arrows between them.
//
// Places in time are indices into `events`, which are in the order of their times: so a picture can give every
// event the same room as well as every nanosecond.
//
// Lifetime:  holds copies.
// Threads:   any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <rt/loop/trace_recorder.hpp>
#include <string>
#include <vector>

namespace rt {

struct timeline {
    enum class lane_kind : std::uint8_t { kernel, task, pool_thread };
    struct lane {
        lane_kind kind;
        std::uint64_t id = 0;      // of the task or thread
        std::uint64_t parent = 0;  // the task that started it
        std::string name;
        std::size_t depth = 0;  // how many tasks started each other above it
    };

    enum class span_kind : std::uint8_t {
        run,    // its code runs
        ready,  // what it waited for has come; others run
        wait,   // text: for what
        enter,  // of the kernel's lane: the loop is in the kernel
        job,    // of a pool thread's
        scope,  // a cancel scope that the task runs in; text: what became of it
    };
    struct span {
        span_kind kind;
        std::size_t lane;
        std::size_t from, to;  // events
        std::string text;
        call_site where = {};
        std::uint64_t number = 0;  // of the scope or job
    };

    // An operation: from the task that handed it over to the ring, and back when it was resumed with the result.
    struct operation {
        std::uint64_t number = 0;
        std::size_t lane = 0;                  // the task's
        std::size_t submit, complete, resume;  // events; none: not seen
        std::string text;                      // "receive, fd 7"
        std::int64_t result = 0;
        std::size_t row = 0;  // no two that are in flight at once have the same
    };

    // From a task that waits to the pool thread, and back.
    struct job {
        std::size_t lane, thread_lane;
        std::size_t submit, begin, end, resume;
    };

    struct depth_change {
        std::size_t at;
        std::size_t in_flight;
    };

    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::vector<recorded_event> events;
    std::vector<lane> lanes;  // the kernel's first, tasks under those that started them, pool threads last
    std::vector<span> spans;
    std::vector<operation> operations;
    std::vector<job> jobs;
    std::vector<depth_change> depth;
    std::size_t rows = 0;  // of operations
    std::uint64_t dropped = 0;
    std::string driver;
};

timeline make_timeline(const trace_recorder& seen);

// An event in words: "waits for receive", "hands over receive, fd 7".
std::string in_words(const recorded_event& event);
std::string in_words(call_site at);  // "file.cpp:12"

}  // namespace rt
