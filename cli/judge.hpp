// judge.hpp -- is this variant of an exercise what its folder says? The starter fails for its stated reason,
// the solution passes, each wrong one is rejected by the test case meant for it. A crash or a hang is never
// the right way to fail, unless the manifest says how = "crashes" or "hangs" for it.
#pragma once
#include <string>
#include <string_view>

#include "catch_result.hpp"
#include "manifest.hpp"

namespace lab {

struct judgement {
    bool right = false;
    std::string
        verdict;  // "passes", "rejected by \"…\"", "fails as it should: …"; else what is wrong with it
};

// `variant` is "starter", "solution" or "wrong/NAME".
judgement judge(const exercise& what, std::string_view variant, const catch_result& result);

}  // namespace lab
