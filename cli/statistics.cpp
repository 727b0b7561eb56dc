#include "statistics.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace lab {
namespace {

// U = in how many pairs the value of b is the larger one; an equal pair counts half.
double u_of(const samples& a, const samples& b) {
    double u = 0;
    for (const double x : a)
        for (const double y : b) u += x < y ? 1.0 : x == y ? 0.5 : 0.0;
    return u;
}

// How many of the orders of n + m values give each U: Mann and Whitney's own recurrence, on the place of the
// largest value.
std::vector<double> orders_by_u(std::size_t n, std::size_t m) {
    std::vector<std::vector<std::vector<double>>> count(n + 1, std::vector<std::vector<double>>(m + 1));
    for (std::size_t i = 0; i <= n; ++i) {
        for (std::size_t j = 0; j <= m; ++j) {
            auto& here = count[i][j];
            here.assign(i * j + 1, 0.0);
            if (i == 0 || j == 0) {
                here[0] = 1;
                continue;
            }
            for (std::size_t u = 0; u < here.size(); ++u) {
                if (u < count[i - 1][j].size()) here[u] += count[i - 1][j][u];
                if (u >= i && u - i < count[i][j - 1].size()) here[u] += count[i][j - 1][u - i];
            }
        }
    }
    return count[n][m];
}

bool has_ties(const samples& a, const samples& b) {
    samples all(a);
    all.insert(all.end(), b.begin(), b.end());
    std::sort(all.begin(), all.end());
    return std::adjacent_find(all.begin(), all.end()) != all.end();
}

double exact_p(std::size_t n, std::size_t m, double u) {
    const auto orders = orders_by_u(n, m);
    const auto smaller = static_cast<std::size_t>(std::min(u, static_cast<double>(n * m) - u));
    const double tail =
        std::accumulate(orders.begin(), orders.begin() + static_cast<std::ptrdiff_t>(smaller) + 1, 0.0);
    return std::min(1.0, 2 * tail / std::accumulate(orders.begin(), orders.end(), 0.0));
}

// The normal approximation, with the variance corrected for ties and U for continuity.
double approximate_p(const samples& a, const samples& b, double u) {
    samples all(a);
    all.insert(all.end(), b.begin(), b.end());
    std::sort(all.begin(), all.end());
    double ties = 0;
    for (auto at = all.begin(); at != all.end();) {
        const auto end = std::upper_bound(at, all.end(), *at);
        const auto t = static_cast<double>(end - at);
        ties += t * t * t - t;
        at = end;
    }
    const auto n = static_cast<double>(a.size()), m = static_cast<double>(b.size()), total = n + m;
    const double variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)));
    if (variance <= 0) return 1;  // all values are equal
    const double z = std::max(0.0, std::abs(u - n * m / 2) - 0.5) / std::sqrt(variance);
    return std::erfc(z / std::sqrt(2.0));
}

}  // namespace

double median(samples values) {
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const auto middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double coefficient_of_variation(const samples& values) {
    if (values.size() < 2) return 0;
    const auto n = static_cast<double>(values.size());
    const double mean = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return mean == 0 ? 0 : std::sqrt(squares / (n - 1)) / std::abs(mean);
}

double mann_whitney_p(const samples& a, const samples& b) {
    if (a.empty() || b.empty()) return 1;
    const double u = u_of(a, b);
    constexpr std::size_t few = 30;
    if (a.size() <= few && b.size() <= few && !has_ties(a, b)) return exact_p(a.size(), b.size(), u);
    return approximate_p(a, b, u);
}

ratio_estimate ratio_of(const samples& a, const samples& b) {
    samples ratios;
    for (const double x : a)
        for (const double y : b) ratios.push_back(x != 0 ? y / x : y == 0 ? 1.0 : INFINITY);
    if (ratios.empty()) return {};
    std::sort(ratios.begin(), ratios.end());
    const auto n = static_cast<double>(a.size()), m = static_cast<double>(b.size());
    // The interval leaves out as many pairs on each side as the test's 2.5 % tail allows.
    const double outside = n * m / 2 - 1.96 * std::sqrt(n * m * (n + m + 1) / 12);
    const auto left_out = static_cast<std::size_t>(std::max(0.0, std::floor(outside)));
    return {median(ratios), ratios[left_out], ratios[ratios.size() - 1 - left_out]};
}

}  // namespace lab
