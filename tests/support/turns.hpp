// turns(n) -- let everybody else who is ready run, n times: "meanwhile", without a clock.
#pragma once

#include <rt/core/task.hpp>
#include <rt/loop/yield.hpp>

inline rt::task<> turns(int count) {
    for (int i = 0; i < count; ++i) co_await rt::yield();
}
