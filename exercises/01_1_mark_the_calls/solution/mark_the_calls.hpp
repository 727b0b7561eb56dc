// mark_the_calls.hpp -- which of the eight calls in calls.hpp block the loop, as the probe sees it.
#pragma once
#include <array>

#include "exercises/01_1_mark_the_calls/calls.hpp"

namespace ex01_1 {

inline constexpr std::array<mark, 8> your_marks = {
    mark::blocks,          // call_1
    mark::does_not_block,  // call_2
    mark::blocks,          // call_3
    mark::does_not_block,  // call_4
    mark::does_not_block,  // call_5
    mark::blocks,          // call_6
    mark::blocks,          // call_7
    mark::does_not_block,  // call_8
};

}  // namespace ex01_1
