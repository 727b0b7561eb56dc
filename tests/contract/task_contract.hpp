// task_contract -- what every task of the kit owes: lesson 05's toy, the learner's, its solution and
// rt::task.
//
// The text may differ, the behaviour may not. The includer says which task is meant, then includes this once:
//
//     template <class T> using task_under_test = rt::task<T>;
//     #include "contract/task_contract.hpp"
//
// This is also all that the runtime asks of a task: lazy, moved and not copied, awaited once as an rvalue
// (`std::move(t).operator co_await()`), T, void, T& or an exception, and a stack that stays flat.
#pragma once

// In the order in which they are best read, and so run.
#include "contract/task_results.hpp"
//
#include "contract/task_lifetimes.hpp"
//
#include "contract/task_stack.hpp"
