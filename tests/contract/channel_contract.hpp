// channel_contract -- what every channel of the kit owes: a lesson's toy, the learner's, its solution and rt::channel.
//
//     template <class T> using channel_under_test = rt::channel<T>;
//     #include "contract/channel_contract.hpp"
//
// Asked for: made with a capacity; `co_await c.send(T)`, which throws a std::exception when it is closed;
// `co_await c.receive()`
// and `c.try_receive()`, a std::optional<T>, empty when it is closed and empty, or there is nothing now; close().
#pragma once

// In the order in which they are best read, and so run.
#include "contract/channel_items.hpp"
//
#include "contract/channel_close.hpp"
//
#include "contract/channel_cancellation.hpp"
