// statistics.hpp -- what a benchmark's repetitions can and cannot say.
//
// Times on a shared machine are skewed and have outliers, so everything here works on ranks: the median, the
// Mann-Whitney U test, and the Hodges-Lehmann estimate (the median of all pairwise ratios) with the interval
// that belongs to the same test.
#pragma once
#include <vector>

namespace lab {

using samples = std::vector<double>;

double median(samples values);
double coefficient_of_variation(const samples& values);  // standard deviation / mean

// Two-sided p: how often two equal programs would differ in rank as much as these. Exact for few samples
// without ties.
double mann_whitney_p(const samples& a, const samples& b);

struct ratio_estimate {
    double ratio = 1;          // b / a
    double low = 1, high = 1;  // 95 % interval
};
ratio_estimate ratio_of(const samples& a, const samples& b);

}  // namespace lab
