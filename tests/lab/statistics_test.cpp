#include "statistics.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace lab;

TEST_CASE("the median of an even number of values lies between the two in the middle") {
    CHECK(median({3, 1, 2}) == 2);
    CHECK(median({4, 1, 2, 3}) == 2.5);
    CHECK(median({}) == 0);
}

TEST_CASE("the coefficient of variation is the standard deviation over the mean") {
    CHECK(coefficient_of_variation({2, 4, 4, 4, 5, 5, 7, 9}) == Approx(0.4276).epsilon(0.001));
    CHECK(coefficient_of_variation({5}) == 0);
    CHECK(coefficient_of_variation({0, 0}) == 0);
}

TEST_CASE("Mann-Whitney is exact for few samples without ties") {
    // Complete separation of 3 and 3: one of 20 orders on each side.
    CHECK(mann_whitney_p({1, 2, 3}, {4, 5, 6}) == Approx(0.1));
    CHECK(mann_whitney_p({4, 5, 6}, {1, 2, 3}) == Approx(0.1));
    // 4 and 4: 2 of 70.
    CHECK(mann_whitney_p({1, 2, 3, 4}, {5, 6, 7, 8}) == Approx(2.0 / 70));
    // One pair out of order: U = 1, 2 orders have U <= 1 on each side.
    CHECK(mann_whitney_p({1, 2, 3, 5}, {4, 6, 7, 8}) == Approx(4.0 / 70));
    CHECK(mann_whitney_p({1, 4, 5, 8}, {2, 3, 6, 7}) == 1);
}

TEST_CASE("Mann-Whitney corrects for ties") {
    CHECK(mann_whitney_p({5, 5, 5}, {5, 5, 5}) == 1);
    const samples ones(12, 1.0), twos(12, 2.0);  // counted facts do not scatter at all
    CHECK(mann_whitney_p(ones, twos) < 0.0001);
    // Of the 3432 ways to deal these 14 values into two hands, 3.96 % differ at least as much.
    CHECK(mann_whitney_p({1, 2, 2, 3, 4, 4, 5}, {2, 4, 5, 5, 6, 7, 7}) == Approx(0.0396).margin(0.003));
}

TEST_CASE("one outlier moves neither the ratio nor the interval far") {
    const samples base{100, 101, 99, 100, 102, 98, 100, 101, 99, 100, 101, 99};
    samples half;
    for (const double value : base) half.push_back(value / 2);
    half.back() = 100'000;
    const auto estimate = ratio_of(base, half);
    CHECK(estimate.ratio == Approx(0.5).epsilon(0.02));
    CHECK(estimate.low > 0.45);
    CHECK(estimate.high < 0.55);
}

TEST_CASE("a ratio of zero to zero is one") {
    CHECK(ratio_of({0, 0, 0}, {0, 0, 0}).ratio == 1);
    CHECK(ratio_of({}, {}).ratio == 1);
}
