// Your rt::task, held to the same contract as the runtime's: tests/contract/task_contract.hpp has the checks.
#include <rt/core/task.hpp>

template <class T>
using task_under_test = rt::task<T>;
#include "contract/task_contract.hpp"
