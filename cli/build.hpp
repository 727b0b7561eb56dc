// build.hpp -- cmake, with one progress line in place of a wall of compiler output. The whole log stays in
// .lab/build.log.
//
// Errors: environment_error if this machine cannot configure or build at all; failure (learner) with the
// first error,
//         cleaned, if a source does not compile.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "kit.hpp"

namespace lab {

struct build_request {
    std::string preset;
    std::vector<std::string> targets = {};  // none = all
    std::string what = {};                  // for the progress line: "lesson 05"
    std::filesystem::path suspect = {};     // whose errors are shown first: the learner's folder
};

// RETURNS how long it took.
std::chrono::milliseconds build(const context& lab, const build_request& request);

}  // namespace lab
