// mark_the_calls.hpp -- "it takes 100 ms, so it blocks for 100 ms": so every call does.
#pragma once
#include <array>

#include "exercises/01_1_mark_the_calls/calls.hpp"

namespace ex01_1 {

inline constexpr std::array<mark, 8> your_marks = {
    mark::blocks,  // call_1
    mark::blocks,  // call_2
    mark::blocks,  // call_3
    mark::blocks,  // call_4
    mark::blocks,  // call_5
    mark::blocks,  // call_6
    mark::blocks,  // call_7
    mark::blocks,  // call_8
};

}  // namespace ex01_1
