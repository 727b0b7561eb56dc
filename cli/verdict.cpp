#include "verdict.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace lab {
namespace {

bool is_time(const std::string& metric) { return metric == "cpu_time" || metric == "real_time"; }

// Large factors are clearer than percentages: "faster by 80 %" is 5 times.
std::string amount(double ratio) {
    char text[40];
    const double factor = ratio < 1 ? 1 / ratio : ratio;
    if (factor >= 2)
        std::snprintf(text, sizeof text, factor < 10 ? "%.1f times" : "%.0f times", factor);
    else
        std::snprintf(text, sizeof text, "%.*f %%", std::abs(1 - ratio) < 0.1 ? 1 : 0,
                      100 * std::abs(1 - ratio));
    return text;
}

std::string certainty(const comparison& result) {
    char text[60];
    if (result.p < 0.001)
        std::snprintf(text, sizeof text, "(p < 0.001, n = %zu)", result.n);
    else
        std::snprintf(text, sizeof text, "(p = %.3f, n = %zu)", result.p, result.n);
    return text;
}

// The whole interval lies where a difference does not count.
bool shown_equal(const hypothesis& what, const comparison& result) {
    return result.ratio.low > 1 - what.smallest_effect && result.ratio.high < 1 + what.smallest_effect;
}

bool shown_lower(const hypothesis& what, const comparison& result) {
    return result.significant() && result.ratio.ratio <= 1 - what.smallest_effect;
}

bool shown_higher(const hypothesis& what, const comparison& result) {
    return result.significant() && result.ratio.ratio >= 1 + what.smallest_effect;
}

}  // namespace

comparison compare(const samples& baseline, const samples& contender) {
    return {ratio_of(baseline, contender), mann_whitney_p(baseline, contender),
            std::max(coefficient_of_variation(baseline), coefficient_of_variation(contender)),
            std::min(baseline.size(), contender.size())};
}

std::string in_words(const comparison& result, const std::string& metric) {
    if (result.too_noisy()) return "too noisy: cv " + std::to_string(std::lround(100 * result.noise)) + " %";
    if (!result.significant()) return "no difference shown " + certainty(result);
    const bool less = result.ratio.ratio < 1;
    const char* word =
        is_time(metric) ? (less ? "faster by " : "slower by ") : (less ? "less by " : "more by ");
    return word + amount(result.ratio.ratio) + " " + certainty(result);
}

expectation judge(const hypothesis& what, const comparison& result) {
    if (result.too_noisy()) return expectation::undecided;
    const bool lower = shown_lower(what, result), higher = shown_higher(what, result),
               equal = shown_equal(what, result);
    switch (what.expected) {
        case direction::lower:
            return lower ? expectation::met : higher || equal ? expectation::not_met : expectation::undecided;
        case direction::higher:
            return higher ? expectation::met : lower || equal ? expectation::not_met : expectation::undecided;
        case direction::same:
            return equal ? expectation::met : lower || higher ? expectation::not_met : expectation::undecided;
    }
    return expectation::undecided;
}

std::string in_words(expectation result) {
    switch (result) {
        case expectation::met:
            return "expectation met";
        case expectation::not_met:
            return "expectation not met";
        case expectation::undecided:
            return "undecided";
    }
    return "";
}

bool prediction_came_true(const hypothesis& what, const comparison& result, const std::string& prediction) {
    if (prediction == "faster" || prediction == "less") return shown_lower(what, result);
    if (prediction == "slower" || prediction == "more") return shown_higher(what, result);
    return !shown_lower(what, result) && !shown_higher(what, result);
}

}  // namespace lab
