// ctest_run.hpp -- run a preset's tests with one moving line; failures and ctest's own last lines are printed
// as they are.
#pragma once
#include <string>
#include <vector>

#include "kit.hpp"

namespace lab {

struct ctest_request {
    std::string preset;
    std::string name = {};             // -R
    std::filesystem::path junit = {};  // ctest writes its results there too
};

struct ctest_result {
    bool passed = false;
    bool nothing_matched = false;
    std::vector<std::string> summary;  // from "100% tests passed, …" on
};

ctest_result run_ctest(const context& lab, const ctest_request& request);

}  // namespace lab
