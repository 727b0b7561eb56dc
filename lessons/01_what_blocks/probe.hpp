// probe.hpp -- something that wants its turn on the loop every few milliseconds, and notes how long it had to wait.
//
// Lifetime: outlives the loop's run().
#pragma once
#include <algorithm>

#include "toy_loop.hpp"

namespace lesson01 {

class probe {
  public:
    // REQUIRES: called before run(). Ticks from now on every `period`, for `length`; so long it keeps the loop alive.
    probe(machine& on, toy_loop& loop, ms period, ms length) : machine_(on), loop_(loop), period_(period) {
        end_ = machine_.now() + length;
        tick_at(machine_.now() + period_);
    }
    probe(const probe&) = delete;

    // The longest time that a tick was due and the loop did not come round to it.
    ms longest_gap() const { return longest_gap_; }
    ms gap_began_at() const { return gap_began_at_; }

  private:
    void tick_at(ms due) {
        loop_.after(std::max(due - machine_.now(), ms{0}), [this, due] {
            const ms gap = machine_.now() - due;
            if (gap > longest_gap_) {
                longest_gap_ = gap;
                gap_began_at_ = due;
            }
            ms next = due + period_;
            while (next < machine_.now()) next += period_;  // missed ticks are not made up for
            if (next <= end_) tick_at(next);
        });
    }

    machine& machine_;
    toy_loop& loop_;
    const ms period_;
    ms end_{0}, longest_gap_{0}, gap_began_at_{0};
};

}  // namespace lesson01
