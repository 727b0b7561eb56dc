// verdict.hpp -- from repetitions to one honest sentence, and from that to a lesson's hypothesis.
#pragma once
#include <string>

#include "manifest.hpp"
#include "statistics.hpp"

namespace lab {

struct comparison {
    ratio_estimate ratio;  // contender / baseline
    double p = 1;
    double noise = 0;  // the larger of the two coefficients of variation
    std::size_t n = 0;

    bool significant() const { return p < 0.05; }
    // Nothing was shown, and the repetitions scatter so much that nothing could have been.
    bool too_noisy() const { return !significant() && noise > 0.10; }
};

comparison compare(const samples& baseline, const samples& contender);

// "faster by 14 % (p = 0.001, n = 12)", "no difference shown (…)", "too noisy: cv 22 %". For a counter
// "less", "more".
std::string in_words(const comparison& result, const std::string& metric);

enum class expectation { met, not_met, undecided };

expectation judge(const hypothesis& what, const comparison& result);
std::string in_words(expectation result);

// What a learner may predict: faster, slower or same; for a counter less and more. RETURNS whether it came
// out so.
bool prediction_came_true(const hypothesis& what, const comparison& result, const std::string& prediction);

}  // namespace lab
