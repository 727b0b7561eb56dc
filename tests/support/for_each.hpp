// for_each_fault, for_each_cancel, for_each_seed -- run a program again and again, and each time something else happens to it.
//
//     for_each_fault(echo);                  // its 1st, 2nd, 3rd … operation fails, in each way that it can
//     for_each_cancel(echo);                 // it is cancelled at its 1st, 2nd, 3rd … moment
//     for_each_departure(echo);              // its part is cancelled, at each moment; the rest must go on, and well
//     for_each_seed(1000, 0.05, echo);       // a thousand times bad weather; a failing seed is printed
//
// After each run: trial.hpp. A program to which nothing happens must end by itself, and well.
// RT_SEED=n plays only the seed n of for_each_seed(): the same run again.
#pragma once

#include <cstdlib>

#include "support/catch.hpp"
#include "support/trial.hpp"

namespace trial {

inline outcome must_be_sound(const rt::simulated_options& options, program play, unsigned cancel_at = 0,
                             ending what = ending::all) {
    outcome seen = run(options, play, cancel_at, what);
    INFO(seen.log.in_words());
    if (!seen.broken.empty()) FAIL(seen.broken);
    const bool untold = cancel_at == 0 || seen.moments < cancel_at || what == ending::part;
    const bool undisturbed = seen.log.faults.empty() && untold;
    if (undisturbed && !seen.has_ended)
        FAIL("nothing has happened to it, and it has failed: " << seen.failure);
    return seen;
}

// Twice: where everything comes at once, and where everything comes late, so that a cancel overtakes it.
inline unsigned for_each_moment(program play, ending what) {
    unsigned runs = 0;
    for (const double lateness : {0.0, 1.0}) {
        rt::simulated_options options;
        options.order = rt::delivery::shuffled;
        options.lateness = lateness;
        for (unsigned at = 1;; ++at, ++runs) {
            INFO("cancelled at moment " << at << ", lateness " << lateness);
            const outcome seen = must_be_sound(options, play, at, what);
            if (seen.moments < at) break;
        }
    }
    return runs;
}

}  // namespace trial

// RETURNS, like the others, how many runs that were.
inline unsigned for_each_fault(trial::program play) {
    unsigned runs = 0;
    for (unsigned nth = 1;; ++nth) {
        for (unsigned which = 0;; ++which, ++runs) {
            INFO("fault " << which << " of operation " << nth);
            rt::simulated_options options;
            options.faults.strike(nth, which);
            const trial::outcome seen = trial::must_be_sound(options, play);
            if (!seen.log.faults.empty()) continue;
            if (seen.log.operations < nth) return runs;
            break;  // that operation has no more faults
        }
    }
}

inline unsigned for_each_cancel(trial::program play) {
    return trial::for_each_moment(play, trial::ending::all);
}
inline unsigned for_each_departure(trial::program play) {
    return trial::for_each_moment(play, trial::ending::part);
}

inline unsigned for_each_seed(unsigned count, double probability, trial::program play) {
    const char* const wanted = std::getenv("RT_SEED");
    const std::uint64_t first = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 1;
    const std::uint64_t last = wanted != nullptr ? first : count;
    for (std::uint64_t seed = first; seed <= last; ++seed) {
        INFO("the same again: RT_SEED=" << seed);
        trial::seed = seed;
        trial::must_be_sound(rt::bad_weather(seed, probability), play);
    }
    return static_cast<unsigned>(last - first + 1);
}
