// mark_the_calls.hpp -- your prediction: does the call block the loop it is made on?
//
// TODO(01_1_mark_the_calls): read the calls in calls.hpp and put mark::blocks or mark::does_not_block in each row. All
// eight first, then run the test. "Blocks" means: because of this call, others on the loop wait for more than 50 ms.
//
// Invariant: one mark for each call, in their order.
#pragma once
#include <array>

#include "exercises/01_1_mark_the_calls/calls.hpp"

namespace ex01_1 {

inline constexpr std::array<mark, 8> your_marks = {
    mark::not_marked,  // call_1
    mark::not_marked,  // call_2
    mark::not_marked,  // call_3
    mark::not_marked,  // call_4
    mark::not_marked,  // call_5
    mark::not_marked,  // call_6
    mark::not_marked,  // call_7
    mark::not_marked,  // call_8
};

}  // namespace ex01_1
