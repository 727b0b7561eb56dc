// mutex_contract -- what every mutex of the kit owes: a lesson's toy, the learner's, its solution and rt::mutex.
//
//     using mutex_under_test = rt::mutex;
//     #include "contract/mutex_contract.hpp"
//
// Asked for: `co_await m.lock()` and `m.try_lock()` give guards; a guard unlocks when it is destroyed, and is false when
// it holds nothing.
#pragma once

// In the order in which they are best read, and so run.
#include "contract/mutex_order.hpp"
//
#include "contract/mutex_cancellation.hpp"
