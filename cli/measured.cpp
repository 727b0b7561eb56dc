#include "measured.hpp"

#include <algorithm>
#include <cmath>

namespace lab {

benchmark_run measure(const context& lab, const lesson& what, const std::string& preset, haste pace) {
    benchmark_request request{preset, "bench_" + what.id, {}, 12, 0.05};
    if (pace == haste::quick) {
        request.repetitions = 9;  // fewer, and Mann-Whitney could hardly show anything
        request.seconds_each = 0.01;
        for (const auto& each : what.benches)
            for (const auto& name : {each.baseline, each.contender})
                if (std::find(request.names.begin(), request.names.end(), name) == request.names.end())
                    request.names.push_back(name);
    }
    lab.show.progress("measuring lesson " + what.number);
    auto figures = run_benchmarks(lab, request);
    lab.show.progress_done();
    return figures;
}

std::string verdict_in_words(const hypothesis& what, const comparison& result) {
    return benchmark_run::shown(what.contender) + " against " + benchmark_run::shown(what.baseline) + ": " +
           in_words(result, what.metric);
}

std::string expected_in_words(const hypothesis& what) {
    const auto percent = std::to_string(std::lround(100 * what.smallest_effect)) + " %";
    switch (what.expected) {
        case direction::lower:
            return "expected: lower by " + percent + " or more";
        case direction::higher:
            return "expected: higher by " + percent + " or more";
        case direction::same:
            return "expected: the same within " + percent;
    }
    return "";
}

}  // namespace lab
