#include "verdict.hpp"

#include "support/catch.hpp"

using namespace lab;

namespace {

// Twelve repetitions that scatter by a few percent around `middle`, all different.
samples around(double middle, double scatter = 0.01) {
    samples values;
    for (int i = 0; i < 12; ++i)
        values.push_back(middle * (1 + scatter * (i - 5.5) / 5.5) + middle * 1e-6 * (i * 7 % 5));
    return values;
}

hypothesis expecting(direction which, double smallest_effect) {
    hypothesis what;
    what.expected = which;
    what.smallest_effect = smallest_effect;
    return what;
}

}  // namespace

TEST_CASE("a shown difference is told with its size, its p and its n") {
    CHECK(in_words(compare(around(100), around(86)), "cpu_time") == "faster by 14 % (p < 0.001, n = 12)");
    CHECK(in_words(compare(around(100), around(104, 0.001)), "cpu_time") ==
          "slower by 4.0 % (p < 0.001, n = 12)");
}

TEST_CASE("a large difference is told as a factor") {
    CHECK(in_words(compare(around(100), around(20)), "cpu_time") ==
          "faster by 5.0 times (p < 0.001, n = 12)");
}

TEST_CASE("a counter is less or more, not faster or slower") {
    CHECK(in_words(compare(samples(12, 64), samples(12, 1)), "kernel_entries") ==
          "less by 64 times (p < 0.001, n = 12)");
}

TEST_CASE("where nothing is shown, the verdict says so") {
    CHECK(in_words(compare(around(100), around(100.01)), "cpu_time").starts_with("no difference shown"));
}

TEST_CASE("where the repetitions scatter too much to show anything, the verdict says that") {
    CHECK(in_words(compare(around(100, 0.35), around(101, 0.35)), "cpu_time") == "too noisy: cv 23 %");
}

TEST_CASE("an expected direction is met only by an effect that counts") {
    const auto faster = compare(around(100), around(86));
    CHECK(judge(expecting(direction::lower, 0.10), faster) == expectation::met);
    CHECK(judge(expecting(direction::lower, 0.30), faster) ==
          expectation::not_met);  // shown to be smaller than 30 %
    CHECK(judge(expecting(direction::higher, 0.10), faster) == expectation::not_met);
}

TEST_CASE("\"the same\" must be shown as well, it does not follow from noise") {
    CHECK(judge(expecting(direction::same, 0.05), compare(around(100), around(100.01))) == expectation::met);
    CHECK(judge(expecting(direction::same, 0.05), compare(around(100, 0.35), around(101, 0.35))) ==
          expectation::undecided);
    CHECK(judge(expecting(direction::same, 0.05), compare(around(100), around(150))) == expectation::not_met);
}

TEST_CASE("a noisy pair decides nothing") {
    CHECK(judge(expecting(direction::lower, 0.05), compare(around(100, 0.35), around(101, 0.35))) ==
          expectation::undecided);
}

TEST_CASE("a prediction comes true when its direction is shown") {
    const auto what = expecting(direction::lower, 0.05);
    CHECK(prediction_came_true(what, compare(around(100), around(86)), "faster"));
    CHECK(!prediction_came_true(what, compare(around(100), around(86)), "same"));
    CHECK(prediction_came_true(what, compare(around(100), around(101)), "same"));
}
