// mark_the_calls.hpp -- "async code never blocks": so no call on a loop does.
#pragma once
#include <array>

#include "exercises/01_1_mark_the_calls/calls.hpp"

namespace ex01_1 {

inline constexpr std::array<mark, 8> your_marks = {
    mark::does_not_block,  // call_1
    mark::does_not_block,  // call_2
    mark::does_not_block,  // call_3
    mark::does_not_block,  // call_4
    mark::does_not_block,  // call_5
    mark::does_not_block,  // call_6
    mark::does_not_block,  // call_7
    mark::does_not_block,  // call_8
};

}  // namespace ex01_1
