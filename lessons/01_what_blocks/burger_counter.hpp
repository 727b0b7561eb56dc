// burger_counter.hpp -- the same orders, served in three ways. An order either waits (for the oven) or works (chops).
//
// Lifetime: the counter outlives the serving; machine and picture outlive the counter.
// Threads:  by_many_threads serves on the machine's threads, the other two on the caller's.
#pragma once
#include <algorithm>
#include <atomic>

#include "timeline.hpp"
#include "toy_loop.hpp"

namespace lesson01 {

enum class kind { waits, works };

struct counter {
    machine& kitchen;
    timeline& picture;
    kind what;
    int orders;
    ms each;  // how long one order waits or works

    static constexpr ms piece{20};  // chopping is done, and drawn, in pieces
};

inline void wait_for_the_oven(counter& c, int order) {
    const ms begin = c.kitchen.now();
    c.kitchen.wait(c.each);
    c.picture.add({order, begin, c.kitchen.now(), '~'});
}

inline void chop_a_piece(counter& c, int order, ms length) {
    const ms begin = c.kitchen.now();
    c.kitchen.work(length);
    const ms end = c.kitchen.now();
    c.picture.add({order, std::max(begin, end - length), end, '#'});  // before that it stood in line for a core
}

// Returns when the order is done: until then the calling thread does nothing else.
inline void serve(counter& c, int order) {
    if (c.what == kind::waits) return wait_for_the_oven(c, order);
    for (ms left = c.each; left > ms{0}; left -= c.piece) chop_a_piece(c, order, std::min(left, c.piece));
}

inline void by_one_thread(counter& c) {
    for (int order = 1; order <= c.orders; ++order) serve(c, order);
}

inline void by_many_threads(counter& c, int threads) {
    std::atomic<int> next = 1;
    for (int i = 0; i < threads; ++i) {
        c.kitchen.start([&c, &next] {
            for (int order = next++; order <= c.orders; order = next++) serve(c, order);
        });
    }
    c.kitchen.join();
}

// The rest of the work goes to the end of the queue, so that the other orders have their turn in between.
inline void chop_the_rest(counter& c, toy_loop& loop, int order, ms left) {
    chop_a_piece(c, order, std::min(left, c.piece));
    left -= c.piece;
    if (left > ms{0}) loop.post([&c, &loop, order, left] { chop_the_rest(c, loop, order, left); });
}

// Nobody stands and waits: an alarm is set for every oven, and the thread is free at once for the next order.
inline void by_one_thread_with_a_loop(counter& c) {
    toy_loop loop(c.kitchen);
    const ms begin = c.kitchen.now();
    for (int order = 1; order <= c.orders; ++order) {
        if (c.what == kind::waits) {
            loop.after(c.each, [&c, order, begin] { c.picture.add({order, begin, c.kitchen.now(), '~'}); });
        } else {
            loop.post([&c, &loop, order] { chop_the_rest(c, loop, order, c.each); });
        }
    }
    loop.run();
}

}  // namespace lesson01
