// measured.hpp -- take a lesson's figures: what `lab bench` and `lab tour` have in common.
#pragma once
#include "benchmark_run.hpp"
#include "manifest.hpp"
#include "verdict.hpp"

namespace lab {

enum class haste {
    careful,  // all benchmarks of the lesson, 12 repetitions
    quick,    // only those the hypotheses name, 9 short ones
};

benchmark_run measure(const context& lab, const lesson& what, const std::string& preset, haste pace);

// "await against call: slower by 9.1 times (p < 0.001, n = 12)".
std::string verdict_in_words(const hypothesis& what, const comparison& result);

// "expected: at least 50 % higher".
std::string expected_in_words(const hypothesis& what);

}  // namespace lab
