// calls.hpp -- eight things that a callback on the loop might do. Given: read it, do not change it.
//
// Each function is called by the loop, on the loop's thread. One order takes 100 ms, in the oven or under the knife.
// Lifetime: `here` outlives the loop's run().
#pragma once
#include "lessons/01_what_blocks/machine.hpp"
#include "lessons/01_what_blocks/toy_loop.hpp"

namespace ex01_1 {

using lesson01::machine;
using lesson01::ms;
using lesson01::toy_loop;

struct counter {
    machine& kitchen;  // two cores
    toy_loop& loop;
};

// What you say about a call. "Blocks": because of it, others on the loop have to wait for more than 50 ms.
enum class mark { not_marked, blocks, does_not_block };

inline void call_1(counter& here) { here.kitchen.wait(ms{100}); }

inline void call_2(counter& here) {
    here.loop.after(ms{100}, [] {});
}

inline void call_3(counter& here) { here.kitchen.work(ms{100}); }

inline void chop_on(counter& here, int pieces) {
    here.kitchen.work(ms{10});
    if (pieces > 1) here.loop.post([&here, pieces] { chop_on(here, pieces - 1); });
}
inline void call_4(counter& here) { chop_on(here, 10); }

inline void call_5(counter& here) {
    here.kitchen.start([&here] { here.kitchen.wait(ms{100}); });
}

inline void call_6(counter& here) {
    here.kitchen.start([&here] { here.kitchen.wait(ms{100}); });
    here.kitchen.join();
}

inline void call_7(counter& here) {
    here.loop.post([&here] { here.kitchen.wait(ms{100}); });
}

inline void call_8(counter& here) {
    here.kitchen.start([&here] {
        here.kitchen.work(ms{100});
        here.loop.post([] {});
    });
}

}  // namespace ex01_1
