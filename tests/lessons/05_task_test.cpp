// Lesson 05's toy keeps the contract of every task.
#include <05_task/task.hpp>

template <class T>
using task_under_test = lesson05::task<T>;
#include "contract/task_contract.hpp"
